using Microsoft.Extensions.Logging;
using TradingBot.Bots.Followers;
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

    /// <summary>For a session; none where metrics are off.</summary>
    /// <param name="log">Says where they go, and whether they get there.</param>
    public IReadOnlyList<Func<BotProfile, BotSources, IBotFollower>> Followers(ILogger<MetricsLog> log) =>
        options.Statsd is null && options.Otlp is null ? [] : [(bot, sources) => Follow(bot, sources, log)];

    public async ValueTask DisposeAsync()
    {
        foreach (var exporter in _exporters)
            await exporter.DisposeAsync().ConfigureAwait(false);
        _meter?.Dispose();
    }

    private Follower Follow(BotProfile bot, BotSources sources, ILogger<MetricsLog> logger)
    {
        var log = new MetricsLog(options.ToString(), logger);
        _meter = new SessionMeter(sources);
        string[] own = [.. TagsOf(bot), .. options.Tags];
        SessionSignals? signals = null;
        if (options.Statsd is { } target)
        {
            Func<string, string?> environment = Environment.GetEnvironmentVariable;
            var format = new DogStatsdFormat(ConstantTags.Of(own, environment), ContainerId.Find(environment));
            var client = new DogStatsdClient(target, format, time, Random.Shared.NextDouble);
            signals = new SessionSignals(bot, sources.FeedAge, client);
            _exporters.Add(new StatsdExporter(_meter.Meter, client, options.SampleRate, OnReading, log.Fail, time));

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
        return new Follower(_meter, signals, log);
    }

    /// <summary>
    /// Of the original's one tag, <c>bot_name:NAME.bot_id:ID</c>, two are made: its bot could not be found by either.
    /// </summary>
    private static string[] TagsOf(BotProfile bot) =>
    [
        $"bot_name:{bot.Name}",
        $"bot_id:{BotId.Of(bot.Name)}",
        $"exchange:{bot.Venue}",
        $"pair:{bot.Pair}",
        $"mode:{bot.MoneyName()}",
    ];

    private sealed class Follower(SessionMeter meter, SessionSignals? signals, MetricsLog log) : IBotFollower
    {
        public void Take(IReadOnlyList<BotEvent> happened, BotSnapshot now)
        {
            if (happened is [BotEvent.Began, ..])
                log.Begin();
            meter.Take(happened, now);
            signals?.Take(happened, now);
        }
    }
}
