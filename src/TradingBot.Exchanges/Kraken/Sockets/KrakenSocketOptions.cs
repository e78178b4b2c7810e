namespace TradingBot.Exchanges.Kraken.Sockets;

/// <summary>What distinguishes one connection from another.</summary>
internal sealed record KrakenSocketOptions
{
    /// <summary>For the log: public, private.</summary>
    public required string Name { get; init; }

    public WatchTimes Times { get; init; } = new();

    /// <summary>
    /// Gets every message as it came, before it is parsed; valid within the call. Null: nobody records.
    /// </summary>
    public Action<ReadOnlyMemory<byte>>? Tap { get; init; }

    public TimeSpan ConnectLimit { get; init; } = TimeSpan.FromSeconds(10);
}
