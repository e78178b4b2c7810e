namespace TradingBot.Data.Download;

/// <summary>Trades that the exchange does not have, though there are ids for them.</summary>
/// <param name="FirstId">Id of the first.</param>
/// <param name="LastId">Id of the last.</param>
/// <param name="AfterSeconds">Time of the trade before them, unix seconds.</param>
/// <param name="BeforeSeconds">Time of the trade behind them, unix seconds.</param>
internal readonly record struct MissingTrades(long FirstId, long LastId, long AfterSeconds, long BeforeSeconds)
{
    public long Count => LastId - FirstId + 1;
}
