using TradingBot.Bots;
using TradingBot.Exchanges.Contract;
using TradingBot.Hosting;
using TradingBot.Input;
using TradingBot.Notifications;

namespace TradingBot.Modes;

/// <summary>Where a session looks for what it must not tell.</summary>
/// <param name="Key">For the API key.</param>
/// <param name="Slack">For the token or the webhook.</param>
internal sealed record SessionSecrets(ApiKeySource Key, SlackSecretSource Slack)
{
    /// <param name="venue">Whose key.</param>
    /// <param name="environment">The value of a variable, or null.</param>
    public static SessionSecrets Of(IVenue venue, Func<string, string?> environment) =>
        new(ApiKeySource.Of(venue, environment), SlackSecretSource.Of(environment));

    /// <summary>What the session needs and what is not there, a line each.</summary>
    /// <exception cref="UserError">One is there and cannot be used.</exception>
    public IEnumerable<string> Missing(BotDefinition bot, RunOptions run)
    {
        if (!bot.IsSimulated && NeedsKey(bot, run) && Key.Find(run.KeyFile) is null)
            yield return KeyMissing(bot, run.Venue);
        if (run.Slack is { } slack && Slack.Look(slack.TokenFile, slack.WebhookFile) is null)
            yield return Slack.NoneFound;
    }

    /// <summary>On a venue; the simulator has its own.</summary>
    public static bool NeedsKey(BotDefinition bot, RunOptions run) => bot.IsLive || run.Environment.ValidatesOrders;

    public string KeyMissing(BotDefinition bot, IVenue venue) =>
        $"{(bot.IsLive ? "--live" : "--validate")}: needs a {venue.DisplayName} API key; looked for {Key.Places}";
}
