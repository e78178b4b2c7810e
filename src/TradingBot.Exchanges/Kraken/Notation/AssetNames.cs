namespace TradingBot.Exchanges.Kraken.Notation;

/// <summary>
/// The several names of one asset and of one pair: Kraken's short name <c>XBT</c>, its id <c>XXBT</c> in older pairs,
/// and <c>BTC</c> as WebSocket v2, other exchanges and people say it.
/// </summary>
internal static class AssetNames
{
    // Assets of before 2018 have ids of their own, coins with an X and money with a Z. No others will be made.
    private static readonly Dictionary<string, string> ById =
        "XXBT XETH XETC XLTC XMLN XREP XXDG XXLM XXMR XXRP XZEC XICN ZUSD ZEUR ZGBP ZCAD ZJPY ZAUD".Split(' ')
            .ToDictionary(id => id, id => id[1..], StringComparer.Ordinal);

    private static readonly Dictionary<string, string> IdOf = ById.ToDictionary(
        names => names.Value, names => names.Key, StringComparer.Ordinal);

    /// <summary>Other exchanges' and people's name of an asset.</summary>
    public static string Spoken(string asset) => asset switch
    {
        "XBT" => "BTC",
        "XDG" => "DOGE",
        _ => asset,
    };

    /// <summary>Kraken's short name, of any of the asset's names in upper case.</summary>
    public static string Short(string name) => name switch
    {
        "BTC" => "XBT",
        "DOGE" => "XDG",
        _ => ById.GetValueOrDefault(name, name),
    };

    /// <summary>True for <c>XXBT</c> and <c>ZUSD</c>.</summary>
    public static bool IsId(string name) => ById.ContainsKey(name);

    /// <summary>How a pair's name is compared: upper case, and one separator for <c>/ - _ :</c>.</summary>
    public static string KeyOf(string pair) =>
        pair.Trim().ToUpperInvariant().Replace('-', '/').Replace('_', '/').Replace(':', '/');

    /// <summary>Every name of a pair as <see cref="KeyOf"/> gives it, Kraken's short and slash name first.</summary>
    public static IEnumerable<string> KeysOf(string @base, string quote) =>
        from baseName in Names(@base)
        from quoteName in Names(quote)
        from key in new[] { baseName + quoteName, $"{baseName}/{quoteName}" }
        select key;

    private static IEnumerable<string> Names(string asset)
    {
        yield return asset;
        if (Spoken(asset) is var spoken && spoken != asset)
            yield return spoken;
        if (IdOf.TryGetValue(asset, out var id))
            yield return id;
    }
}
