using TradingBot.Core.Market;

namespace TradingBot.Simulators.Kraken.Pairs;

/// <summary>The pairs the simulator can trade, with the rules Kraken published for them.</summary>
/// <remarks>Decimals, ticks, costmin: AssetPairs recorded 2025-11; smallest volumes: May 2026. Leverage is what
/// AssetPairs lists, for clients to read; orders on margin are refused.</remarks>
public static class PairCatalog
{
    private static readonly KrakenAsset Xbt = new("XXBT", "XBT", "BTC", 10, 5);
    private static readonly KrakenAsset Eth = new("XETH", "ETH", "ETH", 10, 5);
    private static readonly KrakenAsset Ltc = new("XLTC", "LTC", "LTC", 10, 5);
    private static readonly KrakenAsset Usd = new("ZUSD", "USD", "USD", 4, 2);
    private static readonly KrakenAsset Eur = new("ZEUR", "EUR", "EUR", 4, 2);
    private static readonly KrakenAsset Usdt = new("USDT", "USDT", "USDT", 8, 4);

    public static IReadOnlyList<KrakenPair> All { get; } =
    [
        Pair("XXBTZUSD", Xbt, Usd, priceDecimals: 1, minimumVolume: 0.00005m, leverage: 5),
        Pair("XXBTZEUR", Xbt, Eur, priceDecimals: 1, minimumVolume: 0.00005m, leverage: 5),
        Pair("XBTUSDT", Xbt, Usdt, priceDecimals: 1, minimumVolume: 0.00005m, leverage: 10),
        Pair("XETHZUSD", Eth, Usd, priceDecimals: 2, minimumVolume: 0.001m, scale: 0.05, leverage: 5),
        Pair("XETHZEUR", Eth, Eur, priceDecimals: 2, minimumVolume: 0.001m, scale: 0.05, leverage: 5),
        Pair("XETHXXBT", Eth, Xbt, 5, 0.001m, minimumCost: 0.00002m, costDecimals: 6, scale: 0.000007, leverage: 5),
        Pair("SOLUSD", Coin("SOL"), Usd, priceDecimals: 2, minimumVolume: 0.06m, scale: 0.01),
        Pair("ADAUSD", Coin("ADA"), Usd, priceDecimals: 6, minimumVolume: 20m, costDecimals: 8, scale: 0.0001),
        Pair("DOTUSD", Coin("DOT"), Usd, priceDecimals: 4, minimumVolume: 3.9m, costDecimals: 8, scale: 0.001),
        Pair("XLTCZUSD", Ltc, Usd, priceDecimals: 2, minimumVolume: 0.04m, scale: 0.002),
    ];

    /// <summary>The pair that any of Kraken's names means.</summary>
    /// <exception cref="ArgumentException">The simulator does not know it.</exception>
    public static KrakenPair Of(string name)
    {
        var names = string.Join(", ", All.Select(pair => pair.AltName));
        return All.FirstOrDefault(pair => pair.IsCalled(name))
            ?? throw new ArgumentException($"'{name}' is not a pair of the simulator; use {names}", nameof(name));
    }

    private static KrakenAsset Coin(string name) => new(name, name, name, 10, 5);

    private static KrakenPair Pair(
        string id,
        KrakenAsset @base,
        KrakenAsset quote,
        int priceDecimals,
        decimal minimumVolume,
        decimal minimumCost = 0.5m,
        int costDecimals = 5,
        double scale = 1,
        int leverage = 1)
    {
        var rules = new Instrument
        {
            Symbol = @base.AltName + quote.AltName,
            Base = @base.AltName,
            Quote = quote.AltName,
            PriceDecimals = priceDecimals,
            LotStep = 0.00000001m,
            TickSize = new decimal(1, 0, 0, isNegative: false, (byte)priceDecimals),
            MinimumVolume = minimumVolume,
            MinimumNotional = minimumCost,
            SellLeverage = [.. Enumerable.Range(2, leverage - 1)],
        };
        return new KrakenPair(id, @base, quote, costDecimals, rules, scale);
    }
}
