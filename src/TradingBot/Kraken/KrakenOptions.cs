using TradingBot.Kraken.Limits;

namespace TradingBot.Kraken;

/// <summary>Where Kraken is and how fast one may be there.</summary>
internal sealed record KrakenOptions
{
    public Uri Rest { get; init; } = new("https://api.kraken.com");

    public Uri PublicSocket { get; init; } = new("wss://ws.kraken.com/v2");

    public Uri PrivateSocket { get; init; } = new("wss://ws-auth.kraken.com/v2");

    public AccountTier Tier { get; init; } = AccountTier.Starter;

    /// <summary>Beside the candle store, in the user's own data folder.</summary>
    public static string DefaultStateDirectory { get; } = Path.Combine(UserData.Directory, "state");

    /// <summary>Holds the nonce files, one a key. On a disk that survives a restart.</summary>
    public required string StateDirectory { get; init; }
}
