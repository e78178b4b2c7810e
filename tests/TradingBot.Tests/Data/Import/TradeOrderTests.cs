using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TradingBot.Core.Market;
using TradingBot.Data.Candles;
using TradingBot.Data.Import;
using TradingBot.Exchanges;

namespace TradingBot.Tests.Data.Import;

/// <summary>Trades keep the rules of candles: one time that cannot be must cost one row.</summary>
public sealed class TradeOrderTests
{
    private const long Year2025 = 1_735_689_600;
    private const long Day = 86_400;

    [Theory]
    [InlineData(20, 300 * Day, "is of the candle 2025-10-28 00:00, which is after rows below (2025-01-01 00:00)")]
    [InlineData(0, 300 * Day, "is of the candle 2025-10-28 00:00, which is after rows below (2025-01-01 00:00)")]
    [InlineData(499, -300 * Day, "is of the candle 2024-03-07 00:00, which is before the row above (2025-01-01 05:00)")]
    [InlineData(250, -300 * Day, "is of the candle 2024-03-07 00:00, which is before the row above (2025-01-01 02:00)")]
    [InlineData(480, 0, "is of the candle 2025-01-01 00:00, which is before the row above (2025-01-01 04:00)")]
    public void The_trade_that_stands_out_is_the_bad_row(int at, long time, string reason)
    {
        using var here = new TemporaryDirectory();
        var trades = Trades(500);
        var expected = Imported([.. trades.Where((_, i) => i != at)]);
        trades[at] = $"{Year2025 + time},100,0.5\n";
        var file = here.Write("XBTUSD.csv", string.Concat(trades));

        here.History("import", file, "-p", "60").Should().Be(
            (2, "", $"{file}:{at + 1}: time {reason}; nothing was imported\n"));
        var (exitCode, output, _) = here.History("import", file, "-p", "60", "--skip-bad");

        exitCode.Should().Be(0);
        output.Should().StartWith($"1 bad row left out:\n  {file}:{at + 1}: time {reason}\n");
        Stored(here).Should().Equal(expected);
    }

    [Theory]
    [InlineData(2, 60)]
    [InlineData(500, 60)]
    [InlineData(500, 1)]
    [InlineData(500, 21_600)]
    public void Trades_that_run_backwards_are_turned_round(int count, int minutes)
    {
        using var here = new TemporaryDirectory();
        var trades = Trades(count);
        var expected = Imported(trades, minutes);
        Array.Reverse(trades);
        var file = here.Write("XBTUSD.csv", string.Concat(trades));
        here.History("import", file, "-p", $"{minutes}").Errors.Should().BeEmpty();
        Stored(here, minutes).Should().Equal(expected);
    }

    [Fact]
    public void The_line_counts_headers_empty_lines_bad_rows_and_trades_of_a_candle_that_has_not_ended()
    {
        using var here = new TemporaryDirectory();
        const long now = Year2025 + 300 * Day + 5000;
        var trades = Trades(40);
        trades[30] = $"{Year2025 + 300 * Day},100,0.5\n";
        trades[4] = "rubbish\n";
        var rows = string.Concat(trades.Reverse().Prepend($"{now},1,1\n\n{now},1,1\n"));
        var file = here.Write("XBTUSD.csv", "\ntime,price,volume\n\n" + rows);
        using var plan = new ImportPlan([file], Venues.Default, pair: null, new Timeframe(60));
        var bad = new List<BadRow>();

        new Importer(new CandleStore(here.Store), bad.Add, now, progress: null, CancellationToken.None).Run(plan);

        bad.Select(row => row.Line).Should().Equal(42, 16);
        Stored(here).Sum(candle => candle.TradeCount).Should().Be(38);
    }

    [Fact]
    public void Trades_of_which_too_many_are_out_of_order_are_refused_also_with_skip_bad()
    {
        using var here = new TemporaryDirectory();
        var trades = Trades(500);
        var file = here.Write("XBTUSD.csv", string.Concat(trades[250..].Concat(trades[..250])));

        var (exitCode, output, errors) = here.History("import", file, "-p", "60", "--skip-bad");

        (exitCode, output).Should().Be((2, ""));
        errors.Should().Be($"{file}:251: time is of the candle 2025-01-01 00:00, which is out of order, "
            + "and so are more than 10 rows; sort the file by time\n");
        Directory.GetFiles(here.Store).Should().ContainSingle("beside the lock nothing is left");
    }

    [Fact]
    public void The_reading_ends_where_no_order_can_be_found_any_more()
    {
        using var here = new TemporaryDirectory();
        var text = new StringBuilder();
        for (var i = 0; i < 200_000; i++)
            text.Append(CultureInfo.InvariantCulture, $"{Year2025 + i % 2 * 3600},1,1\n");
        var file = here.Write("XBTUSD.csv", text.ToString());

        here.History("import", file, "-p", "60", "--skip-bad").Should().Be(
            (2, "", $"{file}:131075: more than 65,536 trades are out of order; sort the file by time\n"));
    }

    [Fact]
    public void A_few_trades_anywhere_cost_no_more_than_themselves()
    {
        var cases =
            from count in Gen.Choose(300, 600)
            from bad in Gen.Choose(1, 3)
            from places in Gen.Choose(1, count - 2).ArrayOf(bad)
            from times in Gen.Choose(-40_000, 40_000).ArrayOf(bad)
            from isBackwards in Gen.Elements(false, true)
            select (count, places, times, isBackwards);
        Prop.ForAll(cases.ToArbitrary(), it =>
        {
            using var here = TemporaryDirectory.InMemory();
            var trades = Trades(it.count);
            foreach (var (place, time) in it.places.Zip(it.times))
                trades[place] = $"{Year2025 + time * 600L},7000,0\n";
            if (it.isBackwards)
                Array.Reverse(trades);
            var file = here.Write("XBTUSD.csv", string.Concat(trades));
            here.History("import", file, "-p", "60", "--skip-bad").ExitCode.Should().Be(0);
            var kept = Stored(here).Sum(candle => candle.Volume); // the others have none
            return kept >= (it.count - 2 * it.places.Distinct().Count()) * 0.5;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30).WithReplay(20_261_129, 11));
    }

    /// <summary>A trade each 37 seconds, of rising prices.</summary>
    private static string[] Trades(int count) =>
        [.. Enumerable.Range(0, count).Select(i => $"{Year2025 + i * 37},{100 + i},0.5\n")];

    private static Candle[] Imported(string[] trades, int minutes = 60)
    {
        using var here = new TemporaryDirectory();
        var file = here.Write("XBTUSD.csv", string.Concat(trades));
        here.History("import", file, "-p", $"{minutes}").Errors.Should().BeEmpty();
        return Stored(here, minutes);
    }

    private static Candle[] Stored(TemporaryDirectory here, int minutes = 60)
    {
        using var file = new CandleStore(here.Store).Open(SeriesName.Parse($"XBTUSD_{minutes}")!.Value);
        return file.Candles.ToArray();
    }
}
