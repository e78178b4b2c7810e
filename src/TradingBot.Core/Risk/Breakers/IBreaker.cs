namespace TradingBot.Core.Risk.Breakers;

/// <summary>A reason to open no more trades.</summary>
internal interface IBreaker
{
    /// <summary>As the operator sees it: <c>daily-loss</c>.</summary>
    string Name { get; }

    /// <summary>True when it resets itself as soon as its reason is gone.</summary>
    bool ResetsItself { get; }

    /// <summary>Why it trips now, or null.</summary>
    string? Reason(in RiskFigures figures);
}
