using TradingBot.Core.Market;

namespace TradingBot.Kraken;

/// <summary>
/// The pairs whose order rules this program knows without asking, and Kraken's several names for one pair: the id
/// <c>XXBTZUSD</c>, the short name <c>XBTUSD</c>, <c>XBT/USD</c>, and <c>BTC/USD</c> as WebSocket v2 and people say it.
/// </summary>
/// <remarks>
/// Decimals and ticks: AssetPairs, recorded 2025-11. Smallest volumes: May 2026. Smallest cost: AssetPairs. Leverage of
/// sales: AssetPairs as clients recorded it over the years; none is on record for the last three pairs.
/// </remarks>
internal static class KrakenPairs
{
    private static readonly (string Id, Instrument Rules)[] Table =
    [
        ("XXBTZUSD", Pair("XBT", "USD", priceDecimals: 1, minimumVolume: 0.00005m, minimumCost: 0.5m, leverage: 5)),
        ("XXBTZEUR", Pair("XBT", "EUR", priceDecimals: 1, minimumVolume: 0.00005m, minimumCost: 0.5m, leverage: 5)),
        ("XBTUSDT", Pair("XBT", "USDT", priceDecimals: 1, minimumVolume: 0.00005m, minimumCost: 0.5m, leverage: 10)),
        ("XETHZUSD", Pair("ETH", "USD", priceDecimals: 2, minimumVolume: 0.001m, minimumCost: 0.5m, leverage: 5)),
        ("XETHZEUR", Pair("ETH", "EUR", priceDecimals: 2, minimumVolume: 0.001m, minimumCost: 0.5m, leverage: 5)),
        ("XETHXXBT", Pair("ETH", "XBT", priceDecimals: 5, minimumVolume: 0.001m, minimumCost: 0.00002m, leverage: 5)),
        ("ADAUSD", Pair("ADA", "USD", priceDecimals: 6, minimumVolume: 20m, minimumCost: 0.5m)),
        ("DOTUSD", Pair("DOT", "USD", priceDecimals: 4, minimumVolume: 3.9m, minimumCost: 0.5m)),
        ("DASHUSD", Pair("DASH", "USD", priceDecimals: 3, minimumVolume: 0.15m, minimumCost: 0.5m)),
    ];

    private static readonly string[] Quotes =
        ["USDT", "USDC", "USD", "EUR", "GBP", "CAD", "JPY", "AUD", "CHF", "XBT", "ETH"];

    private static readonly Dictionary<string, Instrument> ByName = Names();

    /// <summary>The short names of the table, for messages.</summary>
    public static IEnumerable<string> Known => Table.Select(pair => pair.Rules.Symbol);

    /// <summary>The pair of the table that any of Kraken's names means, or null.</summary>
    public static Instrument? Find(string name) => ByName.GetValueOrDefault(name.ToUpperInvariant());

    /// <summary>
    /// The short name used for files: that of the table, or the name itself in upper case with Kraken's words for
    /// bitcoin and dogecoin (BTC → XBT, DOGE → XDG).
    /// </summary>
    public static string SymbolOf(string name)
    {
        if (Find(name) is { } known)
            return known.Symbol;
        var parts = name.ToUpperInvariant().Split('/');
        return string.Concat(parts.Select(KrakenAsset));
    }

    /// <summary>
    /// A pair the user has candles of but whose rules are not in the table: 8 decimals of volume, 10 of price, no
    /// minimums. A report says so.
    /// </summary>
    public static Instrument WithoutRules(string symbol)
    {
        var quote = Quotes.FirstOrDefault(
            quote => symbol.EndsWith(quote, StringComparison.Ordinal) && symbol.Length > quote.Length) ?? "";
        return new Instrument
        {
            Symbol = symbol,
            Base = symbol[..^quote.Length],
            Quote = quote,
            PriceDecimals = 10,
            VolumeDecimals = 8,
            TickSize = 0.0000000001m,
            MinimumVolume = 0.00000001m,
            MinimumCost = 0,
            RulesAreKnown = false,
        };
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
            VolumeDecimals = 8,
            TickSize = new decimal(1, 0, 0, isNegative: false, (byte)priceDecimals),
            MinimumVolume = minimumVolume,
            MinimumCost = minimumCost,
            SellLeverage = [.. Enumerable.Range(2, leverage - 1)],
        };

    private static Dictionary<string, Instrument> Names()
    {
        var names = new Dictionary<string, Instrument>(StringComparer.Ordinal);
        foreach (var (id, rules) in Table)
        {
            var plainBase = rules.Base == "XBT" ? "BTC" : rules.Base;
            var plainQuote = rules.Quote == "XBT" ? "BTC" : rules.Quote;
            string[] all =
            [
                id, rules.Symbol, $"{rules.Base}/{rules.Quote}", $"{plainBase}/{plainQuote}", plainBase + plainQuote,
            ];
            foreach (var name in all)
                names.TryAdd(name, rules);
        }

        return names;
    }

    private static string KrakenAsset(string asset) => asset switch
    {
        "BTC" => "XBT",
        "DOGE" => "XDG",
        _ => asset,
    };
}
