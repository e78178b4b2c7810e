
namespace TradingBot.Exchanges.Contract.Answers;

/// <summary>A connection that is kept up, for whoever watches it. May be read by any thread.</summary>
/// <param name="Name">public or private.</param>
/// <param name="IsConnected">Now.</param>
/// <param name="Counters">What it has been through.</param>
public readonly record struct ConnectionState(string Name, bool IsConnected, SocketCounters Counters);
