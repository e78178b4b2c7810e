namespace TradingBot.Diagnosis;

/// <summary>How a check ended.</summary>
internal enum Grade
{
    Ok,

    /// <summary>The bot runs; somebody should know.</summary>
    Warn,

    /// <summary>The bot will not run, or not as it should.</summary>
    Fail,
}
