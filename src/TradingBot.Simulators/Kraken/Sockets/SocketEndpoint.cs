namespace TradingBot.Simulators.Kraken.Sockets;

/// <summary>What an address serves.</summary>
/// <param name="IsPublic">The market's channels.</param>
/// <param name="IsPrivate">The account's channels, and orders.</param>
internal readonly record struct SocketEndpoint(bool IsPublic, bool IsPrivate);
