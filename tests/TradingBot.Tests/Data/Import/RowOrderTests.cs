using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using TradingBot.Core.Market;
using TradingBot.Data.Candles;

namespace TradingBot.Tests.Data.Import;

/// <summary>One time that cannot be must cost one row, never those around it.</summary>
public sealed class RowOrderTests
{
    [Theory]
    [InlineData(3, "2093-12-29 04:00", "is in the future")]
    [InlineData(0, "2093-12-29 04:00", "is in the future")]
    [InlineData(49, "2093-12-29 04:00", "is in the future")]
    [InlineData(3, "1970-01-02 00:00", "is before 2009, when nothing was traded")]
    [InlineData(3, "2008-12-31 23:00", "is before 2009, when nothing was traded")]
    [InlineData(3, "2020-05-01 00:00", "is after rows below (2017-01-01 04:00)")]
    [InlineData(0, "2020-05-01 00:00", "is after rows below (2017-01-01 01:00)")]
    [InlineData(3, "2012-05-01 00:00", "is before the row above (2017-01-01 02:00)")]
    [InlineData(49, "2012-05-01 00:00", "is before the row above (2017-01-03 00:00)")]
    [InlineData(3, "2017-01-01 02:00", "appears twice (also in line 3)")]
    public void The_row_that_stands_out_is_the_bad_one(int at, string time, string reason)
    {
        using var here = new TemporaryDirectory();
        var rows = Rows(50);
        rows[at] = Row(Seconds(time), 7);
        var file = here.Write("XBTUSD_60.csv", string.Concat(rows));

        var (exitCode, output, _) = here.History("import", file, "--skip-bad");

        exitCode.Should().Be(0);
        output.Split('\n')[0].Should().Be("1 bad row left out:");
        output.Split('\n')[1].Should().Match($"  {file}:{at + 1}: time {time}*{reason}");
        Stored(here).Select(candle => candle.OpenSeconds)
            .Should().Equal(Enumerable.Range(0, 50).Where(hour => hour != at).Select(hour => Csv.Epoch + hour * 3600L));
    }

    [Theory]
    [InlineData("2020-05-01 00:00", "4: time 2020-05-01 00:00 is after rows below (2017-01-01 04:00); nothing was imported\n")]
    [InlineData("2012-05-01 00:00", "4: time 2012-05-01 00:00 is before the row above (2017-01-01 02:00); nothing was imported\n")]
    [InlineData("2017-01-01 02:00", "4: time 2017-01-01 02:00 appears twice (also in line 3); nothing was imported\n")]
    public void To_leave_rows_out_is_no_advice_for_their_order(string time, string message)
    {
        using var here = new TemporaryDirectory();
        var rows = Rows(50);
        rows[3] = Row(Seconds(time), 7);
        var file = here.Write("XBTUSD_60.csv", string.Concat(rows));

        here.History("import", file).Should().Be((2, "", $"{file}:{message}"));
    }

    [Fact]
    public void The_line_counts_headers_empty_lines_and_bad_rows()
    {
        using var here = new TemporaryDirectory();
        var rows = Rows(30);
        rows[20] = Row(Seconds("2012-05-01 00:00"), 7);
        rows[4] = "rubbish\n";
        var file = here.Write("XBTUSD_60.csv", "\ntime,open,high,low,close,volume,trades\n\n\n" + string.Concat(rows));

        here.History("import", file, "--skip-bad").Output.Should().Contain($"  {file}:25: time 2012-05-01 00:00 is before");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(20_000)]
    public void A_file_that_runs_backwards_is_turned_round(int count)
    {
        using var here = new TemporaryDirectory();
        var rows = Rows(count);
        Array.Reverse(rows);
        here.History("import", here.Write("XBTUSD_60.csv", string.Concat(rows))).ExitCode.Should().Be(0);
        var backwards = here.StoredFiles();

        using var other = new TemporaryDirectory();
        other.History("import", other.Write("XBTUSD_60.csv", Csv.Hours(0, count)));
        backwards.Should().Equal(other.StoredFiles());
    }

    [Fact]
    public void Also_in_a_file_that_runs_backwards_the_one_row_is_bad()
    {
        using var here = new TemporaryDirectory();
        var rows = Rows(50);
        Array.Reverse(rows);
        rows[10] = Row(Seconds("2020-05-01 00:00"), 7);
        var file = here.Write("XBTUSD_60.csv", string.Concat(rows));

        var (exitCode, output, _) = here.History("import", file, "--skip-bad");

        exitCode.Should().Be(0);
        output.Should().StartWith($"1 bad row left out:\n  {file}:11: time 2020-05-01 00:00 is after rows above");
        Stored(here).Should().HaveCount(49);
    }

    [Fact]
    public void Also_in_a_file_that_runs_backwards_both_lines_of_a_time_are_named()
    {
        using var here = new TemporaryDirectory();
        var rows = Rows(50);
        Array.Reverse(rows);
        rows[10] = rows[9];
        var file = here.Write("XBTUSD_60.csv", Csv.Header + ",trades\n" + string.Concat(rows));

        here.History("import", file).Errors.Should().Be(
            $"{file}:11: time 2017-01-02 16:00 appears twice (also in line 12); nothing was imported\n");
    }

    [Fact]
    public void A_file_of_which_too_many_rows_are_out_of_order_is_refused_also_with_skip_bad()
    {
        using var here = new TemporaryDirectory();
        var file = here.Write("XBTUSD_60.csv", Csv.Hours(100, 100) + Csv.Hours(0, 100));

        var (exitCode, output, errors) = here.History("import", file, "--skip-bad");

        (exitCode, output).Should().Be((2, ""));
        errors.Should().Match($"{file}:101: time 2017-01-01 00:00 is out of order, and so are more than 10 rows; sort *\n");
        here.StoredFiles().Should().BeEmpty();
        Directory.GetFiles(here.Store, "*.tmp").Should().BeEmpty();
    }

    [Fact]
    public void A_candle_that_has_not_ended_is_left_out_and_told()
    {
        var text = Csv.Hours(0, 5);
        var now = Csv.Epoch + 4 * 3600 + 1800;
        Csv.Read(text, now: now).Should().HaveCount(4);
        Csv.Read(text, now: now + 1800).Should().HaveCount(5);
    }

    [Theory]
    [InlineData(5, 30, true)]
    [InlineData(60, 30, false)]
    [InlineData(5, 19, false)]
    public void Rows_that_are_all_farther_apart_than_the_interval_said_are_told(int minutes, int rows, bool isTold)
    {
        using var here = new TemporaryDirectory();
        var hours = string.Concat(Enumerable.Range(0, rows).Select(i => Csv.Hours(i + i / 7, 1)));
        var (exitCode, output, _) = here.History("import", here.Write("a.csv", hours), "--pair", "XBTUSD", "-p", $"{minutes}");
        exitCode.Should().Be(0);
        output.Contains("a.csv: its rows are 60 minutes apart", StringComparison.Ordinal).Should().Be(isTold);
    }

    [Fact]
    public void A_few_rows_anywhere_cost_no_more_than_themselves()
    {
        var cases =
            from count in Gen.Choose(40, 120)
            from bad in Gen.Choose(1, 3)
            from places in Gen.Choose(1, count - 2).ArrayOf(bad)
            from times in Gen.Choose(-40_000, 60_000).ArrayOf(bad)
            from isBackwards in Gen.Elements(false, true)
            select (count, places, times, isBackwards);
        Prop.ForAll(cases.ToArbitrary(), it =>
        {
            using var here = TemporaryDirectory.InMemory();
            var rows = Rows(it.count);
            foreach (var (place, time) in it.places.Zip(it.times))
                rows[place] = Row(Csv.Epoch + time * 3600L, 7);
            if (it.isBackwards)
                Array.Reverse(rows);
            var result = here.History("import", here.Write("XBTUSD_60.csv", string.Concat(rows)), "--skip-bad");
            var places = it.places.Distinct().ToList();
            var kept = Stored(here).Count(candle => candle.Close == 100);
            return result.ExitCode == 0 && kept >= it.count - 2 * places.Count;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40).WithReplay(20_261_129, 7));
    }

    private static string[] Rows(int count) =>
        [.. Enumerable.Range(0, count).Select(hour => Row(Csv.Epoch + hour * 3600L, 100))];

    private static string Row(long seconds, int price) => $"{seconds},{price},{price + 1},{price - 1},{price},2.5,7\n";

    private static long Seconds(string time) =>
        (long)(DateTime.Parse(time, CultureInfo.InvariantCulture) - DateTime.UnixEpoch).TotalSeconds;

    private static Candle[] Stored(TemporaryDirectory here)
    {
        using var file = new CandleStore(here.Store).Open(SeriesName.Parse("XBTUSD_60")!.Value);
        return file.Candles.ToArray();
    }
}
