using TradingBot.Exchanges;
using TradingBot.Exchanges.Contract;

namespace TradingBot.Configuration;

/// <summary>Every secret this program may be given. Declared here, it is shown by <c>config show</c>.</summary>
internal static class Secrets
{
    /// <summary>An API key of a venue, in two parts: the key and its secret.</summary>
    public static SecretKind ApiKeyOf(IVenue venue)
    {
        var variable = $"TRADINGBOT_{venue.Name.ToUpperInvariant()}_";
        return new(
            $"{venue.DisplayName} API key",
            $"{venue.Name}.key",
            "--key",
            [variable + "KEY", variable + "SECRET"],
            "two lines, the API key and its secret");
    }

    /// <summary>Of a bot, as Slack shows it under "OAuth &amp; Permissions".</summary>
    public static SecretKind SlackToken { get; } = new(
        "Slack bot token", "slack.token", "--slack-token", ["SLACK_BOT_TOKEN"], "one line, the token");

    /// <summary>Whoever has the address may post: all of it is the secret.</summary>
    public static SecretKind SlackWebhook { get; } = new(
        "Slack webhook", "slack.webhook", "--slack-webhook", ["SLACK_WEBHOOK_URL"], "one line, the webhook's address");

    public static IReadOnlyList<SecretKind> All { get; } = [.. Venues.All.Select(ApiKeyOf), SlackToken, SlackWebhook];
}
