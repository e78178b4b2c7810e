using Microsoft.Extensions.Logging;
using TradingBot.Bots.Followers;
using TradingBot.Logging;

namespace TradingBot.Telemetry;

/// <summary>Wires a session's meter to its exporters, and ends them after it.</summary>
/// <param name="options">Where the metrics go.</param>
/// <param name="time">The machine's clock, whatever the session's is.</param>
internal sealed class SessionTelemetry(MetricsOptions options, TimeProvider time) : IAsyncDisposable
{
    private MeterExport? _export;
    private SessionMeter? _meter;

    /// <summary>For a session; none where metrics are off.</summary>
    /// <param name="log">Says where they go, and whether they get there.</param>
    public IReadOnlyList<Func<BotProfile, BotSources, IBotFollower>> Followers(ILogger<MetricsLog> log) =>
        options.AreOff ? [] : [(bot, sources) => Follow(bot, sources, log)];

    public async ValueTask DisposeAsync()
    {
        if (_export is not null)
            await _export.DisposeAsync().ConfigureAwait(false);
        _meter?.Dispose();
    }

    private Follower Follow(BotProfile bot, BotSources sources, ILogger<MetricsLog> logger)
    {
        var log = new MetricsLog(options.ToString(), logger);
        _meter = new SessionMeter(sources);
        SessionSignals? signals = null;
        _export = MeterExport.Open(options, _meter.Meter, TagsOf(bot), log, time, client =>
        {
            signals = new SessionSignals(bot, sources.FeedAge, client);
            return signals.Check;
        });
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
