using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TradingBot.Simulators.Kraken.Faults;
using TradingBot.Simulators.Kraken.Notation;
using TradingBot.Simulators.Kraken.Rest;
using TradingBot.Simulators.Kraken.Sockets;
using TradingBot.Simulators.Kraken.State;

namespace TradingBot.Simulators.Kraken;

/// <summary>
/// A Kraken on this machine: REST and WebSocket v2 over a simulated market, with an account to trade on. It follows
/// Kraken's documentation, so any client can be pointed at it.
/// </summary>
public sealed class OfflineKraken : IAsyncDisposable
{
    private const int LargestRequest = 1 << 20;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private readonly OfflineKrakenOptions _options;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Exchange _exchange;
    private readonly SocketHub _hub;
    private readonly WebApplication _web;
    private readonly ITimer _timer;
    private int _privatePort;
    private bool _isDisposed;

    private OfflineKraken(OfflineKrakenOptions options)
    {
        _options = options;
        _exchange = new Exchange(options);
        _hub = new SocketHub(_exchange);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestRequest;
            kestrel.Listen(options.Listen);
            kestrel.Listen(options.ListenPrivate);
        });
        _web = builder.Build();
        _timer = options.Time.CreateTimer(_ => Pump(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary><c>http://127.0.0.1:PORT</c>: what stands before <c>/0/public/</c>.</summary>
    public Uri RestAddress { get; private set; } = null!;

    /// <summary><c>ws://127.0.0.1:PORT/v2</c>.</summary>
    public Uri PublicSocket { get; private set; } = null!;

    /// <summary><c>ws://127.0.0.1:OTHER/v2</c>; <c>/auth/v2</c> on the first port is the same.</summary>
    public Uri PrivateSocket { get; private set; } = null!;

    /// <summary>The first of the options' keys and its secret.</summary>
    public (string Key, string Secret) Credentials => (_options.Keys.First().Key, _options.Keys.First().Value);

    /// <summary>The exchange's time; runs at the options' speed.</summary>
    public ExchangeClock Clock => _exchange.Clock;

    /// <summary>Sockets that are open.</summary>
    public int Connections
    {
        get
        {
            lock (_exchange.Gate)
                return _hub.Connections;
        }
    }

    /// <summary>Starts the servers; they answer when this returns.</summary>
    /// <exception cref="IOException">A port is taken.</exception>
    public static async Task<OfflineKraken> StartAsync(OfflineKrakenOptions options, CancellationToken stop = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Speed);
        var kraken = new OfflineKraken(options);
        try
        {
            kraken.Route();
            await kraken._web.StartAsync(stop);
            kraken.FindAddresses();
            kraken.Pump();
            return kraken;
        }
        catch
        {
            await kraken.DisposeAsync();
            throw;
        }
    }

    /// <summary>What has happened until now.</summary>
    public SimulatorRecord Record()
    {
        lock (_exchange.Gate)
        {
            _exchange.Advance();
            var account = _exchange.Venue.Account;
            return new SimulatorRecord(
                _exchange.Now,
                [.. _exchange.Venue.Orders],
                [.. _exchange.Venue.Trades],
                account.Assets.ToDictionary(asset => asset, asset => (account.Balance(asset), account.Held(asset))),
                _exchange.Markets.ToDictionary(
                    market =>
                        market.Instrument.Symbol, market =>
                            (IReadOnlyList<Simulators.Matching.TapeTrade>)[.. market.Trades]));
        }
    }

    /// <summary>Starts a scenario of faults in place of the present one.</summary>
    public void Use(FaultScenario scenario) => _exchange.Faults.Use(scenario);

    /// <summary>How often each rule of the present scenario has happened.</summary>
    public IReadOnlyList<int> FaultsHappened() => _exchange.Faults.Happened();

    /// <summary>Changes what the exchange allows.</summary>
    public void SetStatus(ExchangeStatus status)
    {
        lock (_exchange.Gate)
        {
            _exchange.Advance();
            _exchange.SetStatus(status);
        }

        Pump();
    }

    /// <summary>Breaks every socket without a goodbye.</summary>
    public void DropConnections()
    {
        lock (_exchange.Gate)
            _hub.AbortAll();
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        await _stopping.CancelAsync();
        await _timer.DisposeAsync();
        DropConnections();
        await _web.StopAsync(CancellationToken.None);
        await _web.DisposeAsync();
        _stopping.Dispose();
    }

    private void Route()
    {
        var rest = new RestServer(_exchange, _options.Time, Pump);
        var sockets = new SocketServer(_exchange, _hub, _options.Time, Pump, _stopping.Token);
        var control = new ControlServer(_exchange, _hub, Pump);
        _web.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.Zero });
        _web.Run(context =>
        {
            var path = context.Request.Path;
            if (path == "/v2" || path == "/auth/v2")
                return sockets.HandleAsync(context, Endpoint(context));
            return path.StartsWithSegments("/control", StringComparison.Ordinal)
                ? control.HandleAsync(context)
                : rest.HandleAsync(context);
        });
    }

    private SocketEndpoint Endpoint(HttpContext context)
    {
        var isPrivate = context.Connection.LocalPort == _privatePort || context.Request.Path == "/auth/v2";
        return _options.SeparatesSockets ? new SocketEndpoint(!isPrivate, isPrivate) : new SocketEndpoint(true, true);
    }

    private void FindAddresses()
    {
        var addresses = _web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses
            .Select(address => new Uri(address)).ToList();
        RestAddress = addresses[0];
        PublicSocket = new UriBuilder(addresses[0]) { Scheme = "ws", Path = "/v2" }.Uri;
        PrivateSocket = new UriBuilder(addresses[1]) { Scheme = "ws", Path = "/v2" }.Uri;
        _privatePort = addresses[1].Port;
    }

    /// <summary>
    /// Lets happen what is due, and comes back when the next thing is, or after a second for the heartbeats.
    /// </summary>
    private void Pump()
    {
        if (_stopping.IsCancellationRequested)
            return;
        lock (_exchange.Gate)
        {
            _exchange.Advance();
            _hub.RefreshBooks();
            _hub.Beat();
            var pause = LongestPause;
            if (_exchange.NextDue is { } due && Clock.Real(due - _exchange.Now) is var wait && wait < pause)
                pause = wait < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : wait;
            _timer.Change(pause, Timeout.InfiniteTimeSpan);
        }
    }
}
