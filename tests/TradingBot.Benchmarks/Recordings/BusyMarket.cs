using System.Globalization;
using System.Text;
using TradingBot.Core.Market;

namespace TradingBot.Benchmarks.Recordings;

/// <summary>
/// A market whose book changes without a pause, and the messages that Kraken would send of it: one change each, which
/// costs a collector most. Most changes are near the best prices. One thread at a time.
/// </summary>
internal sealed class BusyMarket
{
    private const decimal Tick = 0.1m;
    private const decimal Middle = 50_000m;
    private const double MeanDistance = 40;

    private readonly OrderBook _book;
    private readonly int _depth;
    private readonly Random _random;
    private long _tradeId;

    /// <param name="number">Names the pair and seeds its changes.</param>
    /// <param name="depth">Levels of a side.</param>
    public BusyMarket(int number, int depth)
    {
        ShortName = $"C{number:00}USD";
        SlashName = $"C{number:00}/USD";
        _random = new Random(number);
        _depth = depth;
        _book = new OrderBook(depth, priceDecimals: 1, quantityDecimals: 8);
        for (var i = 0; i < depth; i++)
        {
            _book.Set(Side.Buy, new BookLevel(PriceOf(Side.Buy, i), Quantity()));
            _book.Set(Side.Sell, new BookLevel(PriceOf(Side.Sell, i), Quantity()));
        }
    }

    public string ShortName { get; }

    public string SlashName { get; }

    /// <summary>Its row of AssetPairs.</summary>
    public string PairRow =>
        $$"""
        "{{ShortName}}":{"altname":"{{ShortName}}","wsname":"{{SlashName}}","base":"{{ShortName[..3]}}","quote":"ZUSD",
        "pair_decimals":1,"lot_decimals":8,"cost_decimals":5,"ordermin":"0.0001","costmin":"0.5","tick_size":"0.1",
        "status":"online"}
        """;

    public string Snapshot(DateTime now)
    {
        var text = Begin("snapshot").Append("\"bids\":");
        Append(text, _book.Bids);
        Append(text.Append(",\"asks\":"), _book.Asks);
        return End(text, now);
    }

    /// <summary>
    /// Changes a level: another quantity mostly; now and then it goes, and what has gone comes again.
    /// </summary>
    public string Change(DateTime now)
    {
        var side = _random.Next(2) == 0 ? Side.Buy : Side.Sell;
        var price = PriceOf(side, (int)Math.Min(-Math.Log(1 - _random.NextDouble()) * MeanDistance, _depth - 1));
        var level = new BookLevel(price, _random.Next(10) == 0 ? 0 : Quantity());
        _book.Set(side, level);
        var text = Begin("update");
        text.Append(side == Side.Buy ? "\"bids\":" : "\"bids\":[],\"asks\":");
        Append(text, [level]);
        if (side == Side.Buy)
            text.Append(",\"asks\":[]");
        return End(text, now);
    }

    public string Trade(DateTime now) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        {"channel":"trade","type":"update","data":[{"symbol":"{{SlashName}}","side":"buy","price":{{Middle + Tick}},
        "qty":{{Quantity()}},"ord_type":"market","trade_id":{{++_tradeId}},"timestamp":"{{Stamp(now)}}"}]}
        """);

    private static decimal PriceOf(Side side, int level) => Middle + (side == Side.Buy ? -level : level + 1) * Tick;

    private decimal Quantity() => new(_random.Next(1, 2_000_000_000), 0, 0, isNegative: false, scale: 8);

    private StringBuilder Begin(string type) => new StringBuilder(256)
        .Append(CultureInfo.InvariantCulture, $"{{\"channel\":\"book\",\"type\":\"{type}\",\"data\":[{{")
        .Append(CultureInfo.InvariantCulture, $"\"symbol\":\"{SlashName}\",");

    private static void Append(StringBuilder text, ReadOnlySpan<BookLevel> levels)
    {
        text.Append('[');
        for (var i = 0; i < levels.Length; i++)
        {
            text.Append(i == 0 ? "" : ",").Append(
                CultureInfo.InvariantCulture,
                $"{{\"price\":{levels[i].Price:0.0},\"qty\":{levels[i].Quantity:0.00000000}}}");
        }

        text.Append(']');
    }

    private string End(StringBuilder text, DateTime now) => text
        .Append(CultureInfo.InvariantCulture, $",\"checksum\":{_book.Checksum()},\"timestamp\":\"{Stamp(now)}\"}}]}}")
        .ToString();

    private static string Stamp(DateTime now) =>
        now.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);
}
