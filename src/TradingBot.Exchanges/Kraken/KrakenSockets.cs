using Microsoft.Extensions.Logging;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Kraken.Rest.Wire;
using TradingBot.Exchanges.Kraken.Sockets;

namespace TradingBot.Exchanges.Kraken;

/// <summary>Makes the connections to Kraken's WebSockets.</summary>
/// <param name="addresses">Where they are.</param>
/// <param name="speed">Seconds of the exchange's time in a second of the wall's.</param>
/// <param name="environment">The clock and the network.</param>
/// <param name="logs">For changes of state.</param>
internal sealed class KrakenSockets(
    KrakenAddresses addresses, double speed, ExchangeEnvironment environment, ILoggerFactory logs)
{
    /// <summary>Of the wall's time: a pause of the machine, which says nothing about the line.</summary>
    private static readonly TimeSpan Hiccup = TimeSpan.FromMilliseconds(250);

    public KrakenSocket Public(Action<SocketMessage> receive) =>
        Make(OptionsOf("public"), addresses.PublicSocket, token: null, receive);

    /// <param name="token">A fresh one for each connection.</param>
    /// <param name="receive">Gets every message.</param>
    public KrakenSocket Private(
        Func<CancellationToken, Task<Answer<SocketToken>>> token, Action<SocketMessage> receive) =>
        Make(OptionsOf("private"), addresses.PrivateSocket, token, receive);

    /// <summary>Its clock.</summary>
    public TimeProvider Time => environment.Time;

    /// <summary>A public connection that many pairs share, and that is recorded.</summary>
    /// <param name="name">For the log.</param>
    /// <param name="receive">Gets every message.</param>
    /// <param name="tap">Gets it before, as it came; valid within the call. Null: nobody does.</param>
    public KrakenSocket Shared(
        string name, Action<SocketMessage> receive, Action<ReadOnlyMemory<byte>>? tap)
    {
        var options = OptionsOf(name);
        return Make(
            options with { Tap = tap, Times = options.Times with { FirstDataIsVital = false } },
            addresses.PublicSocket,
            token: null,
            receive);
    }

    private KrakenSocket Make(
        KrakenSocketOptions options,
        Uri address,
        Func<CancellationToken, Task<Answer<SocketToken>>>? token,
        Action<SocketMessage> receive) => new(
            options,
            environment.Connect(address),
            token,
            receive,
            environment.Time,
            logs.CreateLogger<KrakenSocket>(),
            environment.Chance);

    private KrakenSocketOptions OptionsOf(string name)
    {
        var options = new KrakenSocketOptions { Name = name };
        var atLeastOne = Math.Max(1, speed);
        return options with
        {
            Times = options.Times.NotBelow(Hiccup * atLeastOne),
            ConnectLimit = options.ConnectLimit * atLeastOne,
        };
    }
}
