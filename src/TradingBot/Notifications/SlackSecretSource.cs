using TradingBot.Configuration;
using TradingBot.Input;

namespace TradingBot.Notifications;

/// <summary>Finds the user's Slack token, else the webhook, where <see cref="SecretSource"/> finds secrets.</summary>
/// <param name="token">Looks for the token.</param>
/// <param name="webhook">Looks for the webhook.</param>
internal sealed class SlackSecretSource(SecretSource token, SecretSource webhook)
{
    /// <summary>That of this user, with these variables.</summary>
    public static SlackSecretSource Of(Func<string, string?> environment) => new(
        SecretSource.Of(Secrets.SlackToken, environment), SecretSource.Of(Secrets.SlackWebhook, environment));

    /// <summary>For a message: that none was found, and where it may be.</summary>
    public string NoneFound =>
        $"--slack: needs a bot token or a webhook; looked for {token.Places}; then for {webhook.Places}";

    /// <inheritdoc cref="Look"/>
    /// <exception cref="UserError">None, or one that cannot be used; the line repeats nothing of it.</exception>
    public SlackSecret Find(string? tokenFile, string? webhookFile) =>
        Look(tokenFile, webhookFile) ?? throw new UserError(NoneFound);

    /// <param name="tokenFile">As the user said it, or null.</param>
    /// <param name="webhookFile">As the user said it, or null.</param>
    /// <returns>Null where there is none.</returns>
    /// <exception cref="UserError">One that cannot be used; the line repeats nothing of it.</exception>
    public SlackSecret? Look(string? tokenFile, string? webhookFile)
    {
        if (webhookFile is null && token.Find(tokenFile) is { } found)
            return Use(found, SlackSecret.OfToken);
        return webhook.Find(webhookFile) is { } address ? Use(address, SlackSecret.OfWebhook) : null;
    }

    private static SlackSecret Use(Secret found, Func<string, SlackSecret> make)
    {
        try
        {
            return make(found.Parts[0]);
        }
        catch (ArgumentException wrong)
        {
            throw new UserError($"{found.Place}: {wrong.Message}");
        }
    }
}
