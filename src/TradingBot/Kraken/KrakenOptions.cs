using TradingBot.Input;
using TradingBot.Kraken.Limits;

namespace TradingBot.Kraken;

/// <summary>Where Kraken is and how fast one may be there.</summary>
internal sealed record KrakenOptions
{
    public Uri Rest { get; init; } = new("https://api.kraken.com");

    public Uri PublicSocket { get; init; } = new("wss://ws.kraken.com/v2");

    public Uri PrivateSocket { get; init; } = new("wss://ws-auth.kraken.com/v2");

    public AccountTier Tier { get; init; } = AccountTier.Starter;

    /// <summary>True: each order says that its owner agrees to trade, which Kraken requires of some accounts.</summary>
    public bool AgreesToTrading { get; init; }

    /// <summary>Seconds of its time in a second of the wall's: 1, but for an offline one.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Where the exchange's list of pairs is kept for later backtests; null: nowhere.</summary>
    public string? PairListFile { get; init; }

    /// <summary>Beside the candle store, in the user's own data folder.</summary>
    public static string DefaultStateDirectory { get; } = Path.Combine(UserData.Directory, "state");

    /// <summary>Another Kraken, such as an offline one: REST and both sockets at one address.</summary>
    public KrakenOptions MovedTo(Uri address)
    {
        var scheme = address.Scheme == Uri.UriSchemeHttps ? "wss" : "ws";
        return this with
        {
            Rest = address,
            PublicSocket = new UriBuilder(address) { Scheme = scheme, Path = "/v2" }.Uri,
            PrivateSocket = new UriBuilder(address) { Scheme = scheme, Path = "/auth/v2" }.Uri,
        };
    }

    /// <summary>Holds the nonce files, one a key. On a disk that survives a restart.</summary>
    public required string StateDirectory { get; init; }
}
