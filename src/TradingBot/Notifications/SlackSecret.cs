namespace TradingBot.Notifications;

/// <summary>
/// What lets one write to a Slack: a bot's token, or the address of an incoming webhook, which is a secret as a whole.
/// Shows neither.
/// </summary>
internal sealed class SlackSecret
{
    private SlackSecret(string? token, Uri? webhook) => (Token, Webhook) = (token, webhook);

    /// <summary>For the <c>Authorization</c> header and nothing else; null where there is a webhook.</summary>
    public string? Token { get; }

    /// <summary>Null where there is a token.</summary>
    public Uri? Webhook { get; }

    /// <exception cref="ArgumentException">It cannot be a token; the message does not repeat it.</exception>
    public static SlackSecret OfToken(string token)
    {
        if (token.Length == 0 || token.Any(c => c is <= ' ' or > '~'))
            throw new ArgumentException("the Slack token is empty or has a character outside printable ASCII");
        return new SlackSecret(token, null);
    }

    /// <exception cref="ArgumentException">It cannot be a webhook; the message does not repeat it.</exception>
    public static SlackSecret OfWebhook(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var webhook) || !IsSafe(webhook))
            throw new ArgumentException("the Slack webhook is not an https address");
        return new SlackSecret(null, webhook);
    }

    /// <summary>True where nobody in between can read the traffic: https, or this machine.</summary>
    public static bool IsSafe(Uri address) => address.Scheme == Uri.UriSchemeHttps
        || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);

    public override string ToString() => Token is null ? "Slack webhook" : "Slack token";
}
