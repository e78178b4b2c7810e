namespace TradingBot.Configuration;

/// <summary>Every secret this program may be given. Declared here, it is shown by <c>config show</c>.</summary>
internal static class Secrets
{
    /// <summary>Two parts: the key and its secret.</summary>
    public static SecretKind KrakenKey { get; } = new(
        "Kraken API key",
        "kraken.key",
        "--key",
        ["TRADINGBOT_KRAKEN_KEY", "TRADINGBOT_KRAKEN_SECRET"],
        "two lines, the API key and its secret");

    /// <summary>Of a bot, as Slack shows it under "OAuth &amp; Permissions".</summary>
    public static SecretKind SlackToken { get; } = new(
        "Slack bot token", "slack.token", "--slack-token", ["SLACK_BOT_TOKEN"], "one line, the token");

    /// <summary>Whoever has the address may post: all of it is the secret.</summary>
    public static SecretKind SlackWebhook { get; } = new(
        "Slack webhook", "slack.webhook", "--slack-webhook", ["SLACK_WEBHOOK_URL"], "one line, the webhook's address");

    public static IReadOnlyList<SecretKind> All { get; } = [KrakenKey, SlackToken, SlackWebhook];
}
