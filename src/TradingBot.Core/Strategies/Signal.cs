namespace TradingBot.Core.Strategies;

/// <summary>
/// What a strategy says after a candle, and why: the reason goes with the order to the ledger and the report.
/// </summary>
/// <param name="Kind">Enter, leave, sell short, or nothing.</param>
/// <param name="Reason">A few words; empty for nothing.</param>
public readonly record struct Signal(SignalKind Kind, string Reason)
{
    public static Signal None => new(SignalKind.None, "");

    /// <summary>Open one more trade. What was sold short is closed first.</summary>
    public static Signal Enter(string reason) => new(SignalKind.Enter, reason);

    /// <summary>Close every open trade.</summary>
    public static Signal Leave(string reason) => new(SignalKind.Leave, reason);

    /// <summary>
    /// Sell short once more. What was bought is closed first. Without <c>--short</c> it is <see cref="Leave"/>.
    /// </summary>
    public static Signal EnterShort(string reason) => new(SignalKind.EnterShort, reason);
}
