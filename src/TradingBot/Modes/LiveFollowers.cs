using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TradingBot.Bots.Followers;
using TradingBot.Notifications;
using TradingBot.Supervision;
using TradingBot.Telemetry;

namespace TradingBot.Modes;

/// <summary>Who follows a session beside its log: the supervisor, a chat, an exporter of metrics.</summary>
internal static class LiveFollowers
{
    /// <summary>Slack, and who tells it of a start that fails.</summary>
    public static void AddNotices(
        this IServiceCollection services, TradeRequest request, SlackOptions options, SlackSecret secret)
    {
        services.AddSlack(options, secret);
        var bot = request.NameOn(request.Instrument.Symbol);
        var source = Notice.SourceOf(
            bot, request.IsLive ? "live" : "paper", request.Instrument.Symbol, request.Exchange);
        services.AddSingleton(provider => new FailedStart(
            bot, source, request.StorageDirectory, provider.GetRequiredService<NoticeQueue>(), TimeProvider.System));
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
