
namespace TradingBot.Exchanges.Kraken.Rest.Wire;

/// <summary>Depth: the book of one pair, best prices first.</summary>
internal sealed record DepthInfo
{
    public required DepthRow[] Asks { get; init; }

    public required DepthRow[] Bids { get; init; }
}
