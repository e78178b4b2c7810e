using TradingBot.Bots;
using TradingBot.Bots.Preparation;
using TradingBot.Exchanges.Contract;
using TradingBot.Input;
using TradingBot.Notifications;

namespace TradingBot.Modes;

/// <summary>Where a session looks for what it must not tell.</summary>
/// <param name="KeyOf">For a venue's API key.</param>
/// <param name="Slack">For the token or the webhook.</param>
internal sealed record SessionSecrets(Func<IVenue, ApiKeySource> KeyOf, SlackSecretSource Slack)
{
    /// <param name="environment">The value of a variable, or null.</param>
    public static SessionSecrets Of(Func<string, string?> environment) =>
        new(venue => ApiKeySource.Of(venue, environment), SlackSecretSource.Of(environment));

    /// <summary>What the session needs and what is not there, a line each.</summary>
    /// <exception cref="UserError">One is there and cannot be used.</exception>
    public IEnumerable<string> Missing(BotDefinition bot, RunOptions run)
    {
        var venue = run.VenueOf(bot);
        if (!bot.IsSimulated && NeedsKey(bot, run) && KeyOf(venue).Find(run.KeyFile) is null)
            yield return KeyMissing(bot, venue);
        if (run.Slack is { } slack && Slack.Look(slack.TokenFile, slack.WebhookFile) is null)
            yield return Slack.NoneFound;
    }

    /// <summary>On a venue; the simulator has its own.</summary>
    public static bool NeedsKey(BotDefinition bot, RunOptions run) => bot.IsLive || run.Environment.ValidatesOrders;

    public string KeyMissing(BotDefinition bot, IVenue venue) =>
        $"{(bot.IsLive ? "--live" : "--validate")}: needs a {venue.DisplayName} API key; looked for "
        + KeyOf(venue).Places;
}
