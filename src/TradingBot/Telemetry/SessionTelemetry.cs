using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TradingBot.Core.Engine;
using TradingBot.Hosting;
using TradingBot.Logging;
using TradingBot.Telemetry.DogStatsd;

namespace TradingBot.Telemetry;

/// <summary>Wires a session's meter to its exporters, and ends them after it.</summary>
/// <param name="options">Where the metrics go.</param>
/// <param name="time">The machine's clock, whatever the session's is.</param>
internal sealed class SessionTelemetry(MetricsOptions options, TimeProvider time) : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _exporters = [];
    private SessionMeter? _meter;

    /// <summary>For <see cref="TradingSession"/>; nobody where the metrics go nowhere.</summary>
    public IReadOnlyList<Func<SessionView, ISessionObserver>> Onlookers(IServiceProvider services) =>
        options.Statsd is null && options.Otlp is null
            ? []
            : [view => Watch(
                view,
                services.GetRequiredService<ILogger<MetricsLog>>())];

    public async ValueTask DisposeAsync()
    {
        foreach (var exporter in _exporters)
            await exporter.DisposeAsync().ConfigureAwait(false);
        _meter?.Dispose();
    }

    private Watcher Watch(SessionView view, ILogger<MetricsLog> logger)
    {
        var log = new MetricsLog(options.ToString(), logger);
        _meter = new SessionMeter(view);
        string[] own = [.. TagsOf(view), .. options.Tags];
        SessionSignals? signals = null;
        if (options.Statsd is { } target)
        {
            Func<string, string?> environment = Environment.GetEnvironmentVariable;
            var format = new DogStatsdFormat(ConstantTags.Of(own, environment), ContainerId.Find(environment));
            var client = new DogStatsdClient(target, format, time, Random.Shared.NextDouble);
            signals = new SessionSignals(view, _meter.Age, client);
            _exporters.Add(new StatsdExporter(_meter.Meter, client, options.SampleRate, OnReading, time));

            void OnReading()
            {
                signals.Check();
                log.Read(
                    client.Counters.PacketsSent,
                    client.Counters.PacketsDroppedByWriter + client.Counters.PacketsDroppedByQueue);
            }
        }

        if (options.Otlp is { } collector)
            _exporters.Add(new OtlpExporter(_meter.Meter, collector, own, log.Read));
        return new Watcher(_meter, signals, log);
    }

    /// <summary>
    /// Of the original's one tag, <c>bot_name:NAME.bot_id:ID</c>, two are made: its bot could not be found by either.
    /// </summary>
    private static string[] TagsOf(SessionView view) =>
    [
        $"bot_name:{view.BotName}",
        $"bot_id:{BotId.Of(view.BotName)}",
        $"exchange:{view.Bot.Venue}",
        $"pair:{view.Instrument.Symbol}",
        $"mode:{view.Bot.ModeName}",
    ];

    private sealed class Watcher(SessionMeter meter, SessionSignals? signals, MetricsLog log) : ISessionObserver
    {
        public void Begin()
        {
            log.Begin();
            meter.Begin();
            signals?.Begin();
        }

        public void Observe(EngineEvent happened)
        {
            meter.Observe(happened);
            signals?.Observe(happened);
        }

        public void End(Exception? failure)
        {
            meter.End(failure);
            signals?.End(failure);
        }
    }
}
