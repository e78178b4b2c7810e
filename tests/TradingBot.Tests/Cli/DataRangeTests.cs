using System.Globalization;
using System.Text;
using System.Text.Json;
using TradingBot.Tests.Data;

namespace TradingBot.Tests.Cli;

/// <summary>A backtest is of the range that was asked for, or says of which it is.</summary>
public sealed class DataRangeTests
{
    [Theory]
    [InlineData("-s 2017-01-05", "2017-01-05 00:00:00 to 2017-05-01 00:00:00", "XBTUSD_60.candles")]
    [InlineData("-s 2017-01-05 -e 2017-02-20", "2017-01-05 00:00:00 to 2017-02-21 00:00:00", "XBTUSD_60.candles")]
    [InlineData("-s 2017-04-20", "2017-04-20 00:00:00 to 2017-05-01 00:00:00", "XBTUSD_60.candles")]
    public void A_longer_interval_that_is_stored_for_a_part_only_hides_nothing(string range, string period, string file)
    {
        using var here = new TemporaryDirectory();
        here.History(
            "import",
            here.Write("XBTUSD_60.csv", Csv.Hours(0, 120 * 24)),
            here.Write("XBTUSD_240.csv", FourHours(from: 90, to: 120)));

        var run = Shell.Run($"-p 240 {range} --data {here.Store} --strategy sma-cross");

        run.ExitCode.Should().Be(0);
        run.Output.Should().Contain(period).And.Contain(file).And.NotContain("asked for");
    }

    [Fact]
    public void Of_intervals_that_cover_the_range_alike_the_longest_is_read()
    {
        using var here = new TemporaryDirectory();
        here.History(
            "import",
            here.Write("XBTUSD_60.csv", Csv.Hours(0, 120 * 24 + 3)),
            here.Write("XBTUSD_240.csv", FourHours(from: 0, to: 120)));

        Shell.Run($"-p 240 -s 2017-04-20 --data {here.Store}").Output.Should().Contain("XBTUSD_240.candles");
    }

    [Theory]
    [InlineData("-s 2015-01-01 -e 2030-12-31", "2015-01-01 to 2030-12-31")]
    [InlineData("-s 2015-01-01", "2015-01-01 to the end of the data")]
    [InlineData("-s 2017-01-03 -e 2030-12-31T12:00", "2017-01-03 to 2030-12-31 12:00")]
    [InlineData("-s 2017-01-03T00:30", "2017-01-03 00:30 to the end of the data")]
    public void What_the_data_does_not_have_of_what_was_asked_for_is_one_line(string range, string asked)
    {
        using var here = new TemporaryDirectory();
        here.History("import", here.Write("XBTUSD_60.csv", Csv.Hours(0, 240)));

        var run = Shell.Run($"-p 60 {range} --data {here.Store} --output {here["report"]}");

        var line = $"{asked}; the data reaches from 2017-01-01 00:00 to 2017-01-11 00:00 UTC";
        run.ExitCode.Should().Be(0);
        run.Output.Should().Contain($"  asked for           {line}\n");
        using var json = JsonDocument.Parse(File.ReadAllText(here["report/report.json"]));
        json.RootElement.GetProperty("setup").GetProperty("asked_for").GetString().Should().Be(line);
    }

    [Theory]
    [InlineData("-s 2017-01-03 -e 2017-01-10")]
    [InlineData("-s 2017-01-03T05:00 -e 2017-01-11T00:00")]
    [InlineData("-s 2017-01-01")]
    public void What_was_asked_for_and_had_is_not_said_twice(string range)
    {
        using var here = new TemporaryDirectory();
        here.History("import", here.Write("XBTUSD_60.csv", Csv.Hours(0, 240)));

        var run = Shell.Run($"-p 60 {range} --data {here.Store} --output {here["report"]}");

        run.ExitCode.Should().Be(0);
        run.Output.Should().NotContain("asked for");
        File.ReadAllText(here["report/report.json"]).Should().NotContain("asked_for");
    }

    [Fact]
    public void Every_digit_of_a_price_far_below_a_cent_is_shown()
    {
        using var here = new TemporaryDirectory();
        var csv = new StringBuilder();
        for (var hour = 0; hour < 400; hour++)
        {
            var price = 2.5e-12m + 1e-15m * (hour % 40 < 20 ? hour % 40 : 40 - hour % 40);
            csv.Append(CultureInfo.InvariantCulture, $"{Csv.Epoch + hour * 3600},{price},{price},{price},{price},1,1\n");
        }

        here.History("import", here.Write("TINYUSD_60.csv", csv.ToString())).ExitCode.Should().Be(0);
        var run = Shell.Run(
            $"-c TINY/USD -p 60 -s 2017-01-02 --data {here.Store} --strategy sma-cross --set fast=2 --set slow=5 "
            + $"--volume 1000000000 --output {here["report"]}");

        run.ExitCode.Should().Be(0);
        var row = File.ReadLines(here["report/trades.csv"]).Skip(1).First(line => line.Contains("CLOSED"));
        row.Split(',')[7].Should().MatchRegex(@"^0\.0000000000025\d\d$");
    }

    private static string FourHours(int from, int to) => string.Concat(
        Csv.Hours(from * 24, (to - from) * 24).Split('\n').Where((_, hour) => hour % 4 == 0 && hour < (to - from) * 24)
            .Select(row => row + "\n"));
}
