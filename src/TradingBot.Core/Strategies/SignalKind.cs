namespace TradingBot.Core.Strategies;

public enum SignalKind
{
    None,
    Enter,
    Leave,

    /// <summary>Close what was bought and sell short; where that is not wanted or possible, leave.</summary>
    EnterShort,
}
