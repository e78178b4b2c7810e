using System.Text.Json;
using TradingBot.Core.Accounts;
using TradingBot.Core.Market;

namespace TradingBot.Research.Pages.Charts;

/// <summary>
/// What the page's scripts draw, as JSON inside the page. The default encoder escapes what could end a script.
/// </summary>
internal static class ChartData
{
    /// <summary>The latest ones, each about 90 bytes; the figures are those of all.</summary>
    public const int MostTrades = 10_000;

    private const int ReturnDigits = 6;

    public static void Write(Stream stream, RunPage page)
    {
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteString("strategy", page.Strategy);
        json.WriteString("base", page.Instrument.Base);
        json.WriteString("quote", page.Instrument.Quote);
        json.WriteNumber("decimals", page.Instrument.PriceDecimals);
        json.WriteNumber("start", page.Performance.Start);
        json.WriteNumber("end", page.Performance.End);
        json.WriteNumber("fee", page.Fee);
        WriteEquity(json, page);
        WriteRolling(json, page);
        WriteMarket(json, page);
        WriteTrades(json, page);
        WriteOpen(json, page);
        WriteBars(json, page);
        WriteFees(json, page);
        json.WriteStartArray("levels");
        if (page.Candles is not null)
        {
            var pyramid = CandlePyramid.Of(page);
            foreach (var level in pyramid.Levels)
                WriteLevel(json, level, pyramid.IsWhole || level != pyramid.Levels[0]);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteEquity(Utf8JsonWriter json, RunPage page)
    {
        json.WriteStartObject("equity");
        Array(json, "time", page.Equity.Select(point => point.Seconds));
        json.WriteStartArray("own");
        foreach (var point in page.Equity)
            json.WriteNumberValue(point.Equity);
        json.WriteEndArray();
        json.WriteStartArray("holding");
        foreach (var value in page.Holding)
            Number(json, value, digits: 2);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRolling(Utf8JsonWriter json, RunPage page)
    {
        var rolling = RollingRatios.Of(page.Equity);
        json.WriteStartObject("rolling");
        Array(json, "time", rolling.Select(ratio => ratio.Seconds));
        json.WriteStartArray("sharpe");
        foreach (var ratio in rolling)
            Number(json, ratio.Sharpe, digits: 3);
        json.WriteEndArray();
        json.WriteStartArray("volatility");
        foreach (var ratio in rolling)
            Number(json, ratio.Volatility, digits: 4);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteMarket(Utf8JsonWriter json, RunPage page)
    {
        var (step, shares) = MarketTime.Of(page);
        json.WriteStartObject("market");
        json.WriteNumber("step", step);
        json.WriteStartArray("shares");
        foreach (var share in shares)
            Number(json, share, digits: 2);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTrades(Utf8JsonWriter json, RunPage page)
    {
        var reasons = new Dictionary<string, int>(StringComparer.Ordinal);
        var first = Math.Max(0, page.Trades.Count - MostTrades);
        json.WriteNumber("omitted", first);
        json.WriteStartArray("trades");
        for (var i = first; i < page.Trades.Count; i++)
        {
            json.WriteStartArray();
            WriteTrade(json, page.Trades[i], reasons);
            if (page.Excursions.Count > i)
            {
                Number(json, page.Excursions[i].Adverse, ReturnDigits);
                Number(json, page.Excursions[i].Favourable, ReturnDigits);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("reasons");
        foreach (var reason in reasons.OrderBy(reason => reason.Value))
            json.WriteStringValue(reason.Key);
        json.WriteEndArray();
    }

    private static void WriteTrade(Utf8JsonWriter json, ClosedTrade trade, Dictionary<string, int> reasons)
    {
        json.WriteNumberValue(trade.Entry.Seconds);
        json.WriteNumberValue(trade.Exit.Seconds - trade.Entry.Seconds);
        json.WriteNumberValue(trade.Side == Side.Buy ? 1 : -1);
        json.WriteNumberValue(trade.Entry.Volume);
        json.WriteNumberValue(trade.Entry.Price);
        json.WriteNumberValue(trade.Exit.Price);
        json.WriteNumberValue(trade.Fees);
        json.WriteNumberValue(trade.Profit);
        Number(json, trade.Return, ReturnDigits);
        json.WriteNumberValue(PlaceOf(trade.OpenReason, reasons));
        json.WriteNumberValue(PlaceOf(trade.CloseReason, reasons));
    }

    private static int PlaceOf(string reason, Dictionary<string, int> reasons)
    {
        if (!reasons.TryGetValue(reason, out var place))
            reasons.Add(reason, place = reasons.Count);
        return place;
    }

    private static void WriteOpen(Utf8JsonWriter json, RunPage page)
    {
        json.WriteStartArray("open");
        foreach (var trade in page.Open)
        {
            json.WriteStartArray();
            json.WriteNumberValue(trade.Entry.Seconds);
            json.WriteNumberValue(trade.Side == Side.Buy ? 1 : -1);
            json.WriteNumberValue(trade.Entry.Volume);
            json.WriteNumberValue(trade.Entry.Price);
            json.WriteStringValue(trade.Reason);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteBars(Utf8JsonWriter json, RunPage page)
    {
        var bars = ReturnBars.Of(page.Trades.Select(trade => trade.Return));
        json.WriteStartObject("bars");
        json.WriteNumber("first", bars.First);
        json.WriteNumber("width", bars.Width);
        Array(json, "counts", bars.Counts.Select(count => (long)count));
        json.WriteEndObject();
    }

    private static void WriteFees(Utf8JsonWriter json, RunPage page)
    {
        json.WriteStartArray("fees");
        var table = page.Sheet["costs"].Tables.Single(one => one.Name == "by_fee");
        foreach (var row in table.Rows)
        {
            json.WriteStartArray();
            Number(json, row[0].Value, ReturnDigits);
            Number(json, row[2].Value, ReturnDigits);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteLevel(Utf8JsonWriter json, CandleLevel level, bool isWhole)
    {
        json.WriteStartObject();
        json.WriteNumber("seconds", level.Seconds);
        json.WriteBoolean("whole", isWhole);
        json.WriteNumber("start", level.Start);
        Array(json, "skips", level.Skips);
        Array(json, "moves", level.Moves);
        json.WriteEndObject();
    }

    private static void Array(Utf8JsonWriter json, string name, IEnumerable<long> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteNumberValue(value);
        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, double value, int digits)
    {
        if (double.IsFinite(value))
            json.WriteNumberValue(Math.Round(value, digits));
        else
            json.WriteNullValue();
    }
}
