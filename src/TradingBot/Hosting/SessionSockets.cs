using Microsoft.Extensions.Logging;
using TradingBot.Kraken;
using TradingBot.Kraken.Rest.Wire;
using TradingBot.Kraken.Sockets;

namespace TradingBot.Hosting;

/// <summary>Makes a session's connections to Kraken, and knows them for those who measure.</summary>
internal sealed class SessionSockets(KrakenOptions kraken, SessionEnvironment environment, ILoggerFactory logs)
{
    /// <summary>Of the wall's time: a pause of the machine, which says nothing about the line.</summary>
    private static readonly TimeSpan Hiccup = TimeSpan.FromMilliseconds(250);

    private readonly List<KrakenSocket> _all = [];

    /// <summary>Complete before the session trades.</summary>
    public IReadOnlyList<KrakenSocket> All => _all;

    public KrakenSocket Public(Action<SocketMessage> receive) =>
        Make("public", kraken.PublicSocket, token: null, receive);

    /// <param name="token">A fresh one for each connection.</param>
    /// <param name="receive">Gets every message.</param>
    public KrakenSocket Private(
        Func<CancellationToken, Task<Answer<SocketToken>>> token, Action<SocketMessage> receive) =>
        Make("private", kraken.PrivateSocket, token, receive);

    private KrakenSocket Make(
        string name,
        Uri address,
        Func<CancellationToken, Task<Answer<SocketToken>>>? token,
        Action<SocketMessage> receive)
    {
        var socket = new KrakenSocket(
            OptionsOf(name),
            environment.Connect(address),
            token,
            receive,
            environment.Time,
            logs.CreateLogger<KrakenSocket>(),
            environment.Chance);
        _all.Add(socket);
        return socket;
    }

    private KrakenSocketOptions OptionsOf(string name)
    {
        var options = new KrakenSocketOptions { Name = name };
        var speed = Math.Max(1, kraken.Speed);
        return options with
        {
            Times = options.Times.NotBelow(Hiccup * speed),
            ConnectLimit = options.ConnectLimit * speed,
        };
    }
}
