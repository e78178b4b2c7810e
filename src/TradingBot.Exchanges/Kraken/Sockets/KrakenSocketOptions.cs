namespace TradingBot.Exchanges.Kraken.Sockets;

/// <summary>What distinguishes one connection from another.</summary>
internal sealed record KrakenSocketOptions
{
    /// <summary>For the log: public, private.</summary>
    public required string Name { get; init; }

    public WatchTimes Times { get; init; } = new();

    public TimeSpan ConnectLimit { get; init; } = TimeSpan.FromSeconds(10);
}
