
namespace TradingBot.Exchanges.Kraken.Rest.Wire;

/// <summary>OrderAmends: every state one order has had, the original first.</summary>
internal sealed record AmendHistory
{
    public required AmendInfo[] Amends { get; init; }

    public int Count { get; init; }
}
