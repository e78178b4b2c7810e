using Microsoft.Extensions.Logging;
using TradingBot.Bots.Followers;
using TradingBot.Notifications;
using TradingBot.Telemetry;

namespace TradingBot.Modes;

/// <summary>Who follows a bot beside its log: the supervisor, a chat, an exporter of metrics.</summary>
/// <param name="notices">Takes what the chat is told; null: nothing is told.</param>
/// <param name="failedStart">Tells of a start that fails; null: nobody does.</param>
/// <param name="telemetry">The bot's own.</param>
internal sealed class LiveFollowers(
    NoticeQueue? notices, FailedStart? failedStart, SessionTelemetry telemetry) : IAsyncDisposable
{
    /// <summary>All of them, each made for the session once it is warmed up.</summary>
    /// <param name="supervisor">Those of the process's supervisor.</param>
    /// <param name="log">Says where metrics go, and whether they get there.</param>
    public IReadOnlyList<Func<BotProfile, BotSources, IBotFollower>> Of(
        IReadOnlyList<Func<BotProfile, BotSources, IBotFollower>> supervisor, ILogger<MetricsLog> log) =>
        [.. supervisor, .. Noticing(), .. telemetry.Followers(log)];

    /// <summary>The bot could not begin.</summary>
    public void StartFailed(Exception failure) => failedStart?.Tell(failure);

    public ValueTask DisposeAsync() => telemetry.DisposeAsync();

    private IEnumerable<Func<BotProfile, BotSources, IBotFollower>> Noticing()
    {
        if (notices is not null)
            yield return (bot, _) => new SessionNotices(bot, notices.Add);
        if (failedStart is not null)
            yield return (_, _) => failedStart;
    }
}
