namespace TradingBot.Tests.Notifications;

/// <summary>A test with npm's Slack packages; skipped where npm or its registry is out of reach.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SlackFactAttribute : FactAttribute
{
    public SlackFactAttribute() => Skip = Npm.Missing;

    internal static NpmFolder Npm { get; } = new("slack");
}
