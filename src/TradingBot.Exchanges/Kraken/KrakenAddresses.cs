namespace TradingBot.Exchanges.Kraken;

/// <summary>Where Kraken is.</summary>
internal sealed record KrakenAddresses
{
    public Uri Rest { get; init; } = new("https://api.kraken.com");

    public Uri PublicSocket { get; init; } = new("wss://ws.kraken.com/v2");

    public Uri PrivateSocket { get; init; } = new("wss://ws-auth.kraken.com/v2");

    /// <summary>Kraken's own, or another one such as an offline one: REST and both sockets at one address.</summary>
    public static KrakenAddresses Of(Uri? at)
    {
        if (at is null)
            return new KrakenAddresses();
        var scheme = at.Scheme == Uri.UriSchemeHttps ? "wss" : "ws";
        return new KrakenAddresses
        {
            Rest = at,
            PublicSocket = new UriBuilder(at) { Scheme = scheme, Path = "/v2" }.Uri,
            PrivateSocket = new UriBuilder(at) { Scheme = scheme, Path = "/auth/v2" }.Uri,
        };
    }
}
