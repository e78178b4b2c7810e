namespace TradingBot.Exchanges.Kraken.Sockets.Wire;

/// <summary>What an answer says beside yes or no.</summary>
internal sealed record AcknowledgedResult
{
    /// <summary>Of an order; empty when it was only validated.</summary>
    public string? OrderId { get; init; }

    public string[]? Warnings { get; init; }
}
