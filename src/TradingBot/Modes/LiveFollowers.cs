using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TradingBot.Bots;
using TradingBot.Bots.Followers;
using TradingBot.Notifications;
using TradingBot.Supervision;
using TradingBot.Telemetry;

namespace TradingBot.Modes;

/// <summary>Who follows a session beside its log: the supervisor, a chat, an exporter of metrics.</summary>
internal static class LiveFollowers
{
    /// <summary>Slack, and who tells it of a start that fails.</summary>
    /// <param name="services">The host's.</param>
    /// <param name="bot">What is traded, and how.</param>
    /// <param name="pair">The pair's symbol, as far as it is known before the exchange is asked.</param>
    /// <param name="place">Where the bot's database is.</param>
    /// <param name="options">Where notices go.</param>
    /// <param name="secret">What opens it.</param>
    public static void AddNotices(
        this IServiceCollection services,
        LoadedBot bot,
        string pair,
        BotEnvironment place,
        SlackOptions options,
        SlackSecret secret)
    {
        services.AddSlack(options, secret);
        var (name, definition) = (bot.NameOn(pair), bot.Definition);
        var source = Notice.SourceOf(name, definition.ModeName, pair, definition.Venue);
        services.AddSingleton(provider => new FailedStart(
            name, source, place.StorageDirectory, provider.GetRequiredService<NoticeQueue>(), TimeProvider.System));
    }

    /// <summary>All of them, each made for the session once it is warmed up.</summary>
    public static IReadOnlyList<Func<BotProfile, BotSources, IBotFollower>> Of(
        IServiceProvider provider, Supervisor supervisor, SessionTelemetry telemetry) =>
    [
        .. supervisor.Followers,
        .. NoticesOf(provider),
        .. telemetry.Followers(provider.GetRequiredService<ILogger<MetricsLog>>()),
    ];

    private static IEnumerable<Func<BotProfile, BotSources, IBotFollower>> NoticesOf(IServiceProvider provider)
    {
        if (provider.GetService<NoticeQueue>() is not { } notices)
            yield break;
        yield return (bot, _) => new SessionNotices(bot, notices.Add);
        yield return (_, _) => provider.GetRequiredService<FailedStart>();
    }
}
