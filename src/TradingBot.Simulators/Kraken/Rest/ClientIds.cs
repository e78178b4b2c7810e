namespace TradingBot.Simulators.Kraken.Rest;

/// <summary>The forms a client's own order id may have. Source: REFERENCE 2.4.</summary>
internal static class ClientIds
{
    private const int LongestText = 18;

    /// <summary>A UUID with or without hyphens, or up to 18 printable ASCII characters.</summary>
    public static bool IsAllowed(string id) =>
        Guid.TryParseExact(id, "D", out _) || Guid.TryParseExact(id, "N", out _)
        || (id.Length is > 0 and <= LongestText && id.All(letter => letter is > ' ' and <= '~'));
}
