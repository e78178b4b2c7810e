namespace TradingBot.Notifications;

/// <summary>Where notices go in Slack, and as whom.</summary>
internal sealed record SlackOptions
{
    /// <summary><c>#reporting</c>, or a channel's id. A webhook made by an app has its own and ignores it.</summary>
    public required string Channel { get; init; }

    /// <summary>What matters less is not sent.</summary>
    public Severity Level { get; init; } = Severity.Info;

    /// <summary>The file of the token as the user named it, or null.</summary>
    public string? TokenFile { get; init; }

    /// <summary>The file of the webhook as the user named it, or null.</summary>
    public string? WebhookFile { get; init; }

    /// <summary>The name above a message; null: the bot's.</summary>
    public string? BotName { get; init; }

    /// <summary>The picture beside it; the default is the original bot's.</summary>
    public string Icon { get; init; } = ":chart_with_upwards_trend:";

    /// <summary>How long to wait for what; a test on a busy machine gives the last notices more.</summary>
    public SlackTimes Times { get; init; } = new();

    /// <summary>Of the Web API, with a slash at its end.</summary>
    public Uri Api { get; init; } = new("https://slack.com/api/");
}
