using System.CommandLine;
using TradingBot.Configuration;
using TradingBot.Input;
using TradingBot.Notifications;

namespace TradingBot.Cli.Options;

/// <summary>The options of notifications.</summary>
internal static class NotificationOptions
{
    private const string Never = "off";

    public static TextOption Slack { get; } = new(
        "--slack",
        "CHANNEL",
        "post trades, stops, failures and each day's figures to this Slack channel, such as #reporting; needs a "
            + "token or a webhook",
        Never);

    public static TextOption Level { get; } = new(
        "--slack-level", "LEVEL", "lowest level that is sent: info (trades too), warning or error", "info");

    public static TextOption TokenFile { get; } = new(
        Secrets.SlackToken.FileOption,
        "FILE",
        $"a Slack bot's token, one line (default: {Secrets.SlackToken.Variables[0]}, a systemd credential or "
        + $"{Secrets.SlackToken.FileName} beside the user's data)")
    {
        Example = "/etc/tradingbot/slack.token",
    };

    public static TextOption WebhookFile { get; } = new(
        Secrets.SlackWebhook.FileOption,
        "FILE",
        "the address of an incoming webhook, one line, where there is no token (default: "
        + $"{Secrets.SlackWebhook.Variables[0]}, a systemd credential or {Secrets.SlackWebhook.FileName} "
        + "beside the user's data)")
    {
        Example = "/etc/tradingbot/slack.webhook",
    };

    public static TextOption BotName { get; } = new(
        "--slack-name", "NAME", "the name above the messages (default: the bot's)")
    {
        Example = "Localbot",
    };

    public static TextOption Icon { get; } = new(
        "--slack-icon", "EMOJI", "the picture beside the messages", ":chart_with_upwards_trend:");

    public static TextOption Api { get; } = new(
        "--slack-api", "URL", "another address of Slack's Web API, such as a government's", "https://slack.com/api/");

    public static IEnumerable<Option> All =>
    [
        Slack.Option, Level.Option, TokenFile.Option, WebhookFile.Option, BotName.Option, Icon.Option, Api.Option,
    ];

    /// <summary>Null where notices are off.</summary>
    /// <exception cref="UserError">A value is not allowed.</exception>
    public static SlackOptions? Read(ParseResult parsed)
    {
        var channel = Slack.Read(parsed, Channel);
        var options = new SlackOptions
        {
            Channel = channel ?? "",
            Level = Enum.Parse<Severity>(
                Level.Read(parsed, text => OptionValues.OneOf(text, "info", "warning", "error")), ignoreCase: true),
            TokenFile = TokenFile.ReadIfGiven(parsed, OptionValues.FileName),
            WebhookFile = WebhookFile.ReadIfGiven(parsed, OptionValues.FileName),
            BotName = BotName.ReadIfGiven(parsed, DisplayName),
            Icon = Icon.Read(parsed, Emoji),
            Api = Api.Read(parsed, Address),
        };
        return channel is null ? null : options;
    }

    private static string? Channel(string text) =>
        text.Equals(Never, StringComparison.OrdinalIgnoreCase) ? null
        : text.Length is > 0 and <= 81 && !text.Any(char.IsWhiteSpace)
        && !text.StartsWith("xox", StringComparison.Ordinal)
            ? text
            : throw new UserError(
                "this is not a channel; use its name, such as #reporting, its id, or off (tokens are never arguments)");

    private static string DisplayName(string text) => text.Length is > 0 and <= 80 && !text.Any(char.IsControl)
        ? text
        : throw new UserError($"'{text}' is not allowed; use up to 80 characters");

    private static string Emoji(string text) =>
        text.Length is > 2 and <= 100 && text.StartsWith(':') && text.EndsWith(':') && !text.Any(char.IsWhiteSpace)
            ? text
            : throw new UserError($"'{text}' is not an emoji; use a name such as :chart_with_upwards_trend:");

    private static Uri Address(string text) =>
        Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var address)
        && SlackSecret.IsSafe(address)
            ? address
            : throw new UserError($"'{text}' is not allowed; use an https address, such as https://slack.com/api/");
}
