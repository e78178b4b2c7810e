
namespace TradingBot.Exchanges.Kraken.Rest.Wire;

/// <summary>TradesHistory, by fill id: a page of 50.</summary>
internal sealed record TradesHistoryInfo
{
    public required Dictionary<string, OwnTrade> Trades { get; init; }

    /// <summary>Of all pages; null where counting was not asked for.</summary>
    public long? Count { get; init; }
}
