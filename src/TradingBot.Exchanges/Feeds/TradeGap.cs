namespace TradingBot.Exchanges.Feeds;

/// <summary>Trades that are missing between two that are known.</summary>
/// <param name="AfterId">The last trade delivered.</param>
/// <param name="BeforeId">The first trade that waits.</param>
internal readonly record struct TradeGap(long AfterId, long BeforeId);
