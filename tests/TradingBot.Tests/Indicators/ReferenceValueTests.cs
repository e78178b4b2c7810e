using System.Globalization;
using System.IO.Compression;
using TradingBot.Core.Charts;
using TradingBot.Core.Indicators;
using TradingBot.Core.Market;

namespace TradingBot.Tests.Indicators;

/// <summary>
/// Against values of TA-Lib and Skender.Stock.Indicators over 5,000 real hours; empty means not ready.
/// </summary>
public class ReferenceValueTests
{
    private const double Tolerance = 1e-9;

    [SharedDataFact("indicators_talib_XBTUSD_60_first5000.csv.gz")]
    public void Averages_and_MACD_are_those_of_TA_Lib_with_its_seeding() =>
        Compare("indicators_talib_XBTUSD_60_first5000.csv.gz", MacdSeeding.TaLib);

    [SharedDataFact("indicators_skender_XBTUSD_60_first5000.csv.gz")]
    public void Averages_and_MACD_are_those_of_Skender_with_averages_seeded_from_their_own_values() =>
        Compare("indicators_skender_XBTUSD_60_first5000.csv.gz", MacdSeeding.OwnValues);

    private static void Compare(string file, MacdSeeding seeding)
    {
        var chart = new Chart(new Timeframe(60));
        var (sma10, sma50, ema12, ema26) = (chart.Sma(10), chart.Sma(50), chart.Ema(12), chart.Ema(26));
        var macd = chart.Macd(12, 26, 9, PriceSource.Close, seeding);
        var rows = Rows(file);
        rows.Should().HaveCount(5_000);
        for (var i = 0; i < rows.Length; i++)
        {
            var candle = SharedCandles.RealHours[i];
            chart.Add(in candle);
            rows[i]["time"].Should().Be(candle.OpenSeconds.ToString(CultureInfo.InvariantCulture));
            Equal(sma10.Value, rows[i]["sma10"], i);
            Equal(sma50.Value, rows[i]["sma50"], i);
            Equal(ema12.Value, rows[i]["ema12"], i);
            Equal(ema26.Value, rows[i]["ema26"], i);
            // TA-Lib shows line and signal only once the histogram is ready
            var ready = !double.IsNaN(macd.Histogram) || seeding == MacdSeeding.OwnValues;
            Equal(ready ? macd.Line : double.NaN, rows[i]["macd"], i);
            Equal(macd.Signal, rows[i]["macd_signal"], i);
            Equal(macd.Histogram, rows[i]["macd_hist"], i);
        }
    }

    private static void Equal(double value, string expected, int row)
    {
        if (expected.Length == 0)
        {
            value.Should().Be(double.NaN, $"row {row} is not ready");
            return;
        }

        var reference = double.Parse(expected, CultureInfo.InvariantCulture);
        Math.Abs(value - reference).Should().BeLessThanOrEqualTo(Tolerance * Math.Max(1, Math.Abs(reference)), $"row {row}");
    }

    private static Dictionary<string, string>[] Rows(string file)
    {
        using var stream = new GZipStream(File.OpenRead(SharedData.PathOf(file)), CompressionMode.Decompress);
        using var reader = new StreamReader(stream);
        var columns = reader.ReadLine()!.Split(',');
        var rows = new List<Dictionary<string, string>>();
        while (reader.ReadLine() is { } line)
            rows.Add(columns.Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second));
        return [.. rows];
    }
}
