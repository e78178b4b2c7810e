namespace TradingBot.Configuration;

/// <summary>Every secret this program may be given. Declared here, it is shown by <c>config show</c>.</summary>
internal static class Secrets
{
    /// <summary>Two parts: the key and its secret.</summary>
    public static SecretKind KrakenKey { get; } = new(
        "Kraken API key",
        "kraken.key",
        "--key",
        ["TRADINGBOT_KRAKEN_KEY", "TRADINGBOT_KRAKEN_SECRET"],
        "two lines, the API key and its secret");

    public static IReadOnlyList<SecretKind> All { get; } = [KrakenKey];
}
