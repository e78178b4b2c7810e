
namespace TradingBot.Exchanges.Kraken.Sockets.Wire;

/// <summary>balances: one wallet of an asset, such as spot/main.</summary>
internal sealed record WalletBalance
{
    public required string Type { get; init; }

    public string? Id { get; init; }

    public required decimal Balance { get; init; }
}
