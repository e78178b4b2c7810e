namespace TradingBot.Bots;

/// <summary>Whose money a bot trades with. A backtest is no mode: it is another thing to do with a bot.</summary>
internal enum TradingMode
{
    /// <summary>Made-up money at real prices.</summary>
    Paper,

    /// <summary>Real money.</summary>
    Live,
}
