namespace TradingBot.Bots;

/// <summary>
/// Whose money a bot trades with. A backtest is not a mode of a bot: it is another thing to do with one.
/// </summary>
internal enum TradingMode
{
    /// <summary>Made-up money at real prices.</summary>
    Paper,

    /// <summary>Real money.</summary>
    Live,
}
