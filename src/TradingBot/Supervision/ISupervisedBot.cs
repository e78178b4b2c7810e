namespace TradingBot.Supervision;

/// <summary>What a bot has to say to the supervisor: alone in its process, or as one of several.</summary>
internal interface ISupervisedBot
{
    /// <summary>It follows its market.</summary>
    /// <returns>False where it has to be said again.</returns>
    bool IsReady();

    /// <summary>What it does, in a line.</summary>
    /// <returns>False where it has to be said again.</returns>
    bool Show(string status);

    /// <summary>Its loop takes events.</summary>
    void Feed();
}
