namespace TradingBot.Exchanges.Kraken.Sockets.Wire;

/// <summary>What an answer says beside yes or no.</summary>
internal sealed record AcknowledgedResult
{
    /// <summary>Of an order; empty when it was only validated.</summary>
    public string? OrderId { get; init; }

    /// <summary>Of a subscription to several symbols: each is answered alone.</summary>
    public string? Symbol { get; init; }

    public string[]? Warnings { get; init; }
}
