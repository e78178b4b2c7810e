using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradingBot.Exchanges.Connections;

namespace TradingBot.Notifications;

/// <summary>Puts the way to Slack into a service collection.</summary>
internal static class SlackRegistration
{
    public const string HttpClientName = "Slack";

    /// <summary>Weeks of a quiet bot; a thousand notices of a bad day take a quarter of an hour to send.</summary>
    private const int QueueLength = 200;

    /// <summary>A service that ends after those registered later, so that their last words are still sent.</summary>
    /// <param name="services">The host's.</param>
    /// <param name="options">Where.</param>
    /// <param name="secret">What opens it.</param>
    public static IServiceCollection AddSlack(
        this IServiceCollection services, SlackOptions options, SlackSecret secret)
    {
        services.AddHttpClient(HttpClientName, http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(DirectHandler.Create)
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            // They print addresses, and a webhook's is a secret.
            .RemoveAllLoggers();
        services.AddSingleton(new NoticeQueue(QueueLength, options.Level));
        services.AddSingleton(provider => new SlackClient(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(HttpClientName),
            secret,
            options.Api,
            TimeProvider.System));
        // Slack's seconds are the wall's, whatever clock the session lives by.
        services.AddSingleton<IHostedService>(provider => new SlackSender(
            provider.GetRequiredService<SlackClient>(),
            options,
            provider.GetRequiredService<NoticeQueue>(),
            TimeProvider.System,
            provider.GetRequiredService<ILogger<SlackSender>>(),
            options.Times));
        return services;
    }
}
