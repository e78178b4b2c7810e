using System.Globalization;
using System.Text;
using TradingBot.Core.Backtesting;
using TradingBot.Core.Market;
using TradingBot.Tests.Cli;

namespace TradingBot.Tests.Modes;

/// <summary>Periods that are built from stored candles, against candles that the test itself has joined.</summary>
public class OtherPeriodTests
{
    private const int Day = 1440;

    [Theory]
    [InlineData(60, "120", 120)]
    [InlineData(60, "2h", 120)]
    [InlineData(60, "4h", 240)]
    [InlineData(1, "2m", 2)]
    [InlineData(1, "3", 3)]
    [InlineData(15, "45m", 45)]
    [InlineData(30, "90", 90)]
    [InlineData(15, "1d", Day)]
    public void A_backtest_is_that_on_candles_of_the_length_that_were_put_together_before(
        int stored, string period, int minutes)
    {
        using var here = new TemporaryDirectory();
        using var there = new TemporaryDirectory();
        var rows = WithHoles(stored);
        Store(here, stored, rows);
        Store(there, minutes, Joined(rows, stored, minutes));

        var built = Run(here, period);
        var given = Run(there, $"{minutes}");

        built.Errors.Should().BeEmpty();
        built.ExitCode.Should().Be(0);
        Lines(here, "trades.csv").Should().Equal(Lines(there, "trades.csv")).And.HaveCountGreaterThan(3);
        Lines(here, "equity.csv").Should().Equal(Lines(there, "equity.csv"));
        Lines(here, "report.json").Should().Equal(Lines(there, "report.json")).And.HaveCountGreaterThan(50);
        built.Output.Should().Contain($"{minutes}-minute candles built from it");
        given.Output.Should().NotContain("built from it");
    }

    [Fact]
    public void A_length_that_no_stored_candle_divides_is_refused_in_one_line()
    {
        using var here = new TemporaryDirectory();
        Store(here, 60, WithHoles(60));

        Run(here, "90").Errors.Should().Match("no candles of XBTUSD for a period of 90 minutes in *\n");
    }

    [Fact]
    public void A_stored_series_is_named_with_either_spelling_of_its_length()
    {
        using var here = new TemporaryDirectory();
        Store(here, 60, WithHoles(60));

        here.History("export", "XBTUSD_1h").Should().Be(here.History("export", "XBTUSD_60"));
        here.History("export", "XBTUSD_1h").ExitCode.Should().Be(0);
        here.History("export", "XBTUSD_2h").Errors.Should().Contain("XBTUSD_2h: not stored");
    }

    private static Shell.Outcome Run(TemporaryDirectory here, string period) => Shell.Run(
        $"-p {period} -s 2020-01-02T05:10 --data {here.Store} --strategy sma-cross --set fast=3 --set slow=8 "
        + $"--output {here["out"]}");

    /// <summary>Without what the report says of the file: its name, its checksum and where it ends.</summary>
    private static string[] Lines(TemporaryDirectory here, string file) =>
    [
        .. File.ReadLines(here[$"out/{file}"]).Where(line =>
            !line.Contains("\"data\":", StringComparison.Ordinal)
            && !line.Contains("\"asked_for\":", StringComparison.Ordinal)),
    ];

    /// <summary>
    /// The synthetic market in candles of a length, with single ones missing, half a day missing, and an end that is
    /// the end of no longer candle.
    /// </summary>
    private static List<Candle> WithHoles(int minutes)
    {
        var market = new SyntheticMarket(Math.Min(150_000, 6000 * minutes) - minutes);
        var all = new List<Candle>();
        for (var batch = market.Next(); !batch.IsEmpty; batch = market.Next())
            all.AddRange(batch.Span);
        return
        [
            .. Joined(all, 1, minutes)
                .Where((_, i) => i % 17 != 3 && i % 29 != 8)
                .Where(candle => candle.OpenTime is not { Day: 12, Hour: >= 6 and < 18 }),
        ];
    }

    private static List<Candle> Joined(List<Candle> candles, int from, int to)
    {
        var end = candles[^1].OpenSeconds + from * 60;
        return
        [
            .. candles.GroupBy(candle => candle.OpenSeconds / (to * 60))
                .Where(group => (group.Key + 1) * to * 60 <= end)
                .Select(group => new Candle(
                    group.Key * to * 60,
                    group.First().Open,
                    group.Max(candle => candle.High),
                    group.Min(candle => candle.Low),
                    group.Last().Close,
                    group.Sum(candle => candle.Volume),
                    group.Sum(candle => candle.TradeCount))),
        ];
    }

    private static void Store(TemporaryDirectory here, int minutes, List<Candle> candles)
    {
        var csv = new StringBuilder();
        foreach (var it in candles)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{it.OpenSeconds},{it.Open},{it.High},{it.Low},{it.Close},")
                .Append(CultureInfo.InvariantCulture, $"{it.Volume},{it.TradeCount}\n");
        }

        here.History("import", here.Write($"XBTUSD_{minutes}.csv", $"{csv}")).ExitCode.Should().Be(0);
    }
}
