using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TradingBot.Bots.Preparation;
using TradingBot.Core.Accounts;
using TradingBot.Core.Market;
using TradingBot.Core.Strategies;
using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Contract;
using TradingBot.Simulators.Kraken;
using TradingBot.Simulators.Kraken.Markets;
using TradingBot.Simulators.Kraken.State;
using TradingBot.Storage;
using TradingBot.Telemetry;
using TradingBot.Tests.Bots;
using TradingBot.Tests.Simulators;

namespace TradingBot.Tests.Hosting;

/// <summary>
/// A paper session on an offline Kraken, over HTTP and sockets on loopback, on a clock the test leads. The clock hurries
/// to the end of the candle that forms and no further, and waits for orders: a slow machine takes longer and decides the
/// same. Beyond that it only creeps, a few times as fast as real time, for whoever waits for it.
/// </summary>
internal sealed class SimulatedSession : ILoggerProvider, ILogger, IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(4);
    private static readonly TimeSpan Creep = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Hurry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CloseGrace = TimeSpan.FromSeconds(20); // to hear of the candle's end
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(5); // ends a test that hangs, decides nothing

    private readonly TemporaryDirectory _here = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ManualTime _time = new(new DateTimeOffset(2026, 11, 20, 12, 0, 10, TimeSpan.Zero));
    private readonly List<Candle> _candles = [];
    private readonly List<string> _decisions = [];
    private readonly List<string> _lines = [];
    private TestBot? _bot;
    private ServiceProvider? _services;
    private IExchange? _exchange;
    private SessionTelemetry? _telemetry;
    private long _hurriesUntil;

    private SimulatedSession(OfflineKraken? kraken) => Kraken = kraken!;

    public OfflineKraken Kraken { get; private set; }

    public BotBuilder Session { get; private set; } = null!;

    /// <summary>The bot once it is warmed up.</summary>
    public PreparedBot? Prepared { get; private set; }

    /// <summary>Its books once it is warmed up.</summary>
    public Ledger? Ledger => Prepared?.Trader.Engine.Ledger;

    /// <summary>Where its database is.</summary>
    public string Storage => _here.Path;

    /// <summary>Every candle the strategy was shown; the session's thread writes it.</summary>
    public IReadOnlyList<Candle> Candles => _candles;

    /// <summary>Open time of the candle decided on, and the log's words: side, volume, last close, reason.</summary>
    public IReadOnlyList<string> Decisions => _decisions;

    /// <summary>The log without tickers.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
                return [.. _lines];
        }
    }

    /// <param name="strategy">Made with what records each candle; minute candles.</param>
    /// <param name="complete">Changes the bot.</param>
    /// <param name="prepare">Changes the exchange.</param>
    public static async Task<SimulatedSession> StartAsync(
        Func<Action<Candle>, StrategyDefinition> strategy,
        Func<TestBot, TestBot>? complete = null,
        Func<OfflineKrakenOptions, OfflineKrakenOptions>? prepare = null)
    {
        var session = new SimulatedSession(kraken: null);
        var options = new OfflineKrakenOptions { Time = session._time, Markets = [MarketSetup.Synthetic("XBTUSD")] };
        session.Kraken = await OfflineKraken.StartAsync(prepare is null ? options : prepare(options));
        var bot = TestBot.In(session.Storage).Following(strategy(session._candles.Add))
            .With(definition => definition with { Period = 1 });
        session._bot = complete is null ? bot : complete(bot);
        session.Session = session.Wire(session._bot);
        return session;
    }

    /// <summary>Runs until the session has come that far.</summary>
    public async Task RunUntilAsync(Func<SimulatedSession, bool> isDone)
    {
        var running = Session.RunAsync(_stop.Token, prepared => Prepared = prepared);
        using var pace = new PeriodicTimer(Pause); // of the machine; says only how long the test takes
        while (!running.IsCompleted && !isDone(this))
        {
            var hurries = _time.GetUtcNow().ToUnixTimeSeconds() < Volatile.Read(ref _hurriesUntil);
            _time.Advance(hurries ? Hurry : Creep);
            await pace.WaitForNextTickAsync();
        }

        await _stop.CancelAsync();
        await running.Awaiting(task => task.WaitAsync(Guard)).Should().ThrowAsync<OperationCanceledException>();
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var line = formatter(state, exception);
        if (line.StartsWith(" Open: ", StringComparison.Ordinal))
            return;
        lock (_lines)
            _lines.Add(line);
        if (line.Contains(" at the market, ", StringComparison.Ordinal))
            _decisions.Add($"{_candles[^1].OpenSeconds} {line}");
        if (line.StartsWith("Trading ", StringComparison.Ordinal) || line.StartsWith("Ledger: ", StringComparison.Ordinal))
            Settled();
    }

    public void Dispose()
    {
    }

    public async ValueTask DisposeAsync()
    {
        await _telemetry!.DisposeAsync();
        await _exchange!.DisposeAsync();
        await _services!.DisposeAsync();
        await Kraken.DisposeAsync();
        _stop.Dispose();
        foreach (var database in Directory.GetFiles(_here.Path, "*.db"))
            Replay(database);
        _here.Dispose();
    }

    /// <summary>Whatever a session was for: its journal, fed to another trader, must lead to the same decisions.</summary>
    private void Replay(string database) => BotReader.Read(database, reader =>
    {
        reader.Sessions().Should().OnlyContain(session => session.Ended != null, "each was told to stop");
        return new Replay(reader, _bot!.Load).Run();
    }).Should().BeNull();

    /// <summary>The loop begins, or shows its ledger: what a candle or an answer led to is done.</summary>
    private void Settled()
    {
        var end = _candles[^1].OpenTime + TimeSpan.FromMinutes(2) + CloseGrace;
        var isIdle = Prepared!.Trader.Engine.Pending.Count == 0;
        Volatile.Write(ref _hurriesUntil, isIdle ? new DateTimeOffset(end).ToUnixTimeSeconds() : 0);
    }

    private BotBuilder Wire(TestBot bot)
    {
        _services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(this))
            .AddSingleton<TimeProvider>(_time)
            .BuildServiceProvider();
        var logs = _services.GetRequiredService<ILoggerFactory>();
        _exchange = OfflineExchange.Connect(Kraken, _time, _here.Path, logs);
        _telemetry = new SessionTelemetry(bot.Options.Metrics, TimeProvider.System);
        var host = new BotHost(_exchange, RealNetwork.With(_time), logs)
        {
            Followers = _telemetry.Followers(_services.GetRequiredService<ILogger<MetricsLog>>()),
        };
        return new BotBuilder(bot.Loaded, bot.Environment, host);
    }
}
