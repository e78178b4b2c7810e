using System.Globalization;
using System.Text;
using TradingBot.Core.Market;
using TradingBot.Data.Import;

namespace TradingBot.Tests.Data;

/// <summary>CSV texts for tests, and what the reader makes of them.</summary>
internal static class Csv
{
    public const string Header = "time,open,high,low,close,volume";

    /// <summary>2017-01-01, unix seconds: hour 0 of the rows.</summary>
    public const long Epoch = 1_483_228_800;

    /// <summary>Hourly rows as in Kraken's archives, the first at that hour of 2017, at the given price.</summary>
    public static string Hours(int first, int count, double price = 100)
    {
        var text = new StringBuilder();
        for (var hour = first; hour < first + count; hour++)
            text.Append(CultureInfo.InvariantCulture, $"{Epoch + hour * 3600},{price},{price + 1},{price - 1},{price},2.5,7\n");
        return text.ToString();
    }

    /// <summary>One row in which only the named column is not that of a good candle at hour 1.</summary>
    public static string RowWith(string column, string value)
    {
        (string Column, string Value)[] good =
        [
            ("time", "1483232400"), ("open", "100"), ("high", "110"), ("low", "90"), ("close", "105"), ("volume", "1"),
            ("trades", "3"),
        ];
        return string.Join(',', good.Select(cell => cell.Column == column ? value : cell.Value)) + "\n";
    }

    public static List<Candle> Read(
        string text, int minutes = 60, Action<BadRow>? skip = null, int batchSize = 1000, long now = uint.MaxValue) =>
        Read(Encoding.UTF8.GetBytes(text), minutes, skip, batchSize, now);

    public static List<Candle> Read(
        byte[] file, int minutes = 60, Action<BadRow>? skip = null, int batchSize = 1000, long now = uint.MaxValue)
    {
        using var stream = CsvText.Open(new MemoryStream(file), "test.csv");
        var reader = new CsvCandleReader(stream, "test.csv", new Timeframe(minutes), skip, now);
        var candles = new List<Candle>();
        var batch = new Candle[batchSize];
        for (int count; (count = reader.Read(batch)) > 0;)
            candles.AddRange(batch.AsSpan(0, count));
        return candles;
    }
}
