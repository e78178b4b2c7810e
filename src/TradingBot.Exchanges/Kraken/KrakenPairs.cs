using TradingBot.Core.Market;
using TradingBot.Exchanges.Kraken.Notation;

namespace TradingBot.Exchanges.Kraken;

/// <summary>
/// The pairs whose order rules this program knows without asking, by any of their names: the id <c>XXBTZUSD</c>, the
/// short name <c>XBTUSD</c>, <c>XBT/USD</c>, and <c>BTC/USD</c>, <c>BTC-USD</c> and <c>BTCUSD</c> as people say it.
/// </summary>
/// <remarks>
/// First the table, which has leverage and smallest cost as well; then what the last session on Kraken learned; then
/// the list this program was built with. Decimals and ticks of the table: AssetPairs, recorded 2025-11. Smallest
/// volumes: May 2026. Smallest cost: AssetPairs. Leverage of sales: AssetPairs as clients recorded it over the years;
/// none is on record for the last three pairs.
/// </remarks>
internal static class KrakenPairs
{
    private static readonly Instrument[] Table =
    [
        Pair("XBT", "USD", priceDecimals: 1, minimumVolume: 0.00005m, minimumCost: 0.5m, leverage: 5),
        Pair("XBT", "EUR", priceDecimals: 1, minimumVolume: 0.00005m, minimumCost: 0.5m, leverage: 5),
        Pair("XBT", "USDT", priceDecimals: 1, minimumVolume: 0.00005m, minimumCost: 0.5m, leverage: 10),
        Pair("ETH", "USD", priceDecimals: 2, minimumVolume: 0.001m, minimumCost: 0.5m, leverage: 5),
        Pair("ETH", "EUR", priceDecimals: 2, minimumVolume: 0.001m, minimumCost: 0.5m, leverage: 5),
        Pair("ETH", "XBT", priceDecimals: 5, minimumVolume: 0.001m, minimumCost: 0.00002m, leverage: 5),
        Pair("ADA", "USD", priceDecimals: 6, minimumVolume: 20m, minimumCost: 0.5m),
        Pair("DOT", "USD", priceDecimals: 4, minimumVolume: 3.9m, minimumCost: 0.5m),
        Pair("DASH", "USD", priceDecimals: 3, minimumVolume: 0.15m, minimumCost: 0.5m),
    ];

    /// <summary>The money that coins are priced in, there and elsewhere; longer names go first.</summary>
    private static readonly string[] Money =
    [
        "RLUSD", "PYUSD", "FDUSD", "USDT", "USDC", "USDD", "USDQ", "USDR", "BUSD", "TUSD", "USD", "EUR", "GBP", "CAD",
        "JPY", "AUD", "CHF", "AED", "DAI", "TRY", "BRL",
    ];

    /// <summary>What coins are priced in, coins included.</summary>
    private static readonly string[] Quotes = [.. Money, "XBT", "BTC", "ETH", "POL", "SOL", "DOT", "BNB"];

    private static readonly Dictionary<string, Instrument> OfTable = Names(Table);

    // A thousand pairs: read only for a name that the table does not have.
    private static readonly Lazy<Dictionary<string, Instrument>> Others = new(
        () => Names([.. PairList.ReadIfGood(PairList.NewestFile), .. PairList.BuiltIn()]));

    private static readonly Lazy<HashSet<string>> Bases = new(
        () => [.. OfTable.Values.Concat(Others.Value.Values).Select(pair => pair.Base)]);

    /// <summary>The short names of the table, for messages.</summary>
    public static IEnumerable<string> Known => Table.Select(pair => pair.Symbol);

    /// <summary>The known pair that any of its names means, or null.</summary>
    public static Instrument? Find(string name)
    {
        var key = AssetNames.KeyOf(name);
        return OfTable.GetValueOrDefault(key) ?? Others.Value.GetValueOrDefault(key);
    }

    /// <summary>True for a name of a known pair, or one that ends in a currency that coins are priced in.</summary>
    public static bool IsPair(string name) => Find(name) is not null || Split(name) is not null;

    /// <summary>True for an asset that a known pair is of, by any of its names.</summary>
    public static bool IsBase(string asset) => Bases.Value.Contains(AssetNames.Short(asset.ToUpperInvariant()));

    /// <summary>True for an asset that coins are priced in.</summary>
    public static bool IsQuote(string asset) => IsMoney(asset) || Quotes.Contains(asset.ToUpperInvariant());

    /// <summary>True for a quote that is no coin.</summary>
    public static bool IsMoney(string asset) => Money.Contains(AssetNames.Short(asset.ToUpperInvariant()));

    /// <summary>
    /// The short name used for files: that of the pair, or the name itself in upper case with Kraken's words for its
    /// assets (BTC → XBT, DOGE → XDG).
    /// </summary>
    public static string SymbolOf(string name) =>
        Find(name)?.Symbol ?? (Split(name) is var (@base, quote) ? @base + quote : name.Trim().ToUpperInvariant());

    /// <summary>
    /// A pair the user has candles of but whose rules are not known: 8 decimals of volume, 15 of price, no minimums. A
    /// report says so.
    /// </summary>
    public static Instrument WithoutRules(string symbol)
    {
        var (@base, quote) = Split(symbol) ?? (symbol, "");
        return new Instrument
        {
            Symbol = symbol,
            Base = @base,
            Quote = quote,
            PriceDecimals = 10,
            LotStep = 0.00000001m,
            TickSize = 0.000000000000001m, // 1e-15: smaller ones overflow where prices are large
            MinimumVolume = 0.00000001m,
            MinimumNotional = 0,
            RulesAreKnown = false,
        };
    }

    /// <summary>The assets of a pair that no list has, by Kraken's short names; null where they are unknown.</summary>
    private static (string Base, string Quote)? Split(string name)
    {
        var key = AssetNames.KeyOf(name);
        if (key.Split('/') is [{ Length: > 0 } first, { Length: > 0 } second])
        {
            // A hyphen or an underscore separates many other things.
            var isPair = name.Contains('/') || Quotes.Contains(second) || AssetNames.IsId(second);
            return isPair ? (AssetNames.Short(first), AssetNames.Short(second)) : null;
        }

        if (key.Contains('/'))
            return null;
        if (key.Length > 4 && AssetNames.IsId(key[..4]) && AssetNames.IsId(key[4..]))
            return (AssetNames.Short(key[..4]), AssetNames.Short(key[4..]));
        var quote = Array.Find(
            Quotes, quote => key.EndsWith(quote, StringComparison.Ordinal) && key.Length > quote.Length);
        return quote is null ? null : (AssetNames.Short(key[..^quote.Length]), AssetNames.Short(quote));
    }

    private static Instrument Pair(
        string @base,
        string quote,
        int priceDecimals,
        decimal minimumVolume,
        decimal minimumCost,
        int leverage = 1) =>
        new()
        {
            Symbol = @base + quote,
            Base = @base,
            Quote = quote,
            PriceDecimals = priceDecimals,
            LotStep = 0.00000001m,
            TickSize = new decimal(1, 0, 0, isNegative: false, (byte)priceDecimals),
            MinimumVolume = minimumVolume,
            MinimumNotional = minimumCost,
            SellLeverage = [.. Enumerable.Range(2, leverage - 1)],
        };

    /// <summary>A name that Kraken gives to one pair goes before one that people would say for another.</summary>
    private static Dictionary<string, Instrument> Names(IEnumerable<Instrument> pairs)
    {
        const int krakens = 2; // the short name and the slash name
        var names = new Dictionary<string, Instrument>(StringComparer.Ordinal);
        var all = pairs.Select(pair => (Pair: pair, Keys: AssetNames.KeysOf(pair.Base, pair.Quote).ToArray())).ToList();
        foreach (var (pair, keys) in all)
        {
            foreach (var key in keys[..krakens])
                names.TryAdd(key, pair);
        }

        foreach (var (pair, keys) in all)
        {
            foreach (var key in keys[krakens..])
                names.TryAdd(key, pair);
        }

        return names;
    }
}
