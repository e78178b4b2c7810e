using System.Text.Json;

namespace TradingBot.Tests.Cli;

public class ShortOptionsTests
{
    private const string Run = "-p 240 --data synthetic -s 2020-02-01 -e 2020-12-31 --strategy momentum";

    [Theory]
    [InlineData("--leverage 3", "--leverage: needs --short")]
    [InlineData("--borrow 0.01%", "--borrow: needs --short")]
    [InlineData("--short --live --strategy momentum", "--short: not with --live; it is untested on Kraken's margin accounts; *")]
    [InlineData("--short -s 2020-01-01", "--short: macd never sells short; use one of moving-average, *sma-cross, or one of your own")]
    [InlineData("--short --strategy momentum -s 2020-01-01 -c ADAUSD", "--short: ADAUSD is not listed by Kraken for margin trading; it is spot only")]
    [InlineData("--short --strategy momentum -s 2020-01-01 --leverage 1", "--leverage: '1' is not allowed on XBTUSD; use 2, 3, 4, 5")]
    [InlineData("--short --strategy momentum -s 2020-01-01 --leverage 6", "--leverage: '6' is not allowed on XBTUSD; use 2, 3, 4, 5")]
    [InlineData("--short --strategy momentum -s 2020-01-01 --leverage 2.5", "--leverage: '2.5' is not allowed; use a whole number from 1 to 100")]
    [InlineData("--short --strategy momentum -s 2020-01-01 --borrow -1%", "--borrow: '-1%' is not allowed; use a rate from 0 to 10%*")]
    [InlineData("--short --strategy momentum -x simulator -c SOLUSD", "--short: SOLUSD is not listed by Kraken for margin trading; it is spot only")]
    public void What_cannot_be_sold_short_is_refused_in_one_line(string arguments, string message)
    {
        var run = Shell.Run(arguments);

        run.ExitCode.Should().Be(2);
        run.Errors.Trim().Should().Match(message).And.NotContain("\n");
    }

    [Fact]
    public void The_report_says_what_was_sold_short_and_what_borrowing_cost()
    {
        using var output = new TemporaryDirectory();

        var run = Shell.Run($"{Run} --short --leverage 3 --borrow 0.01% --output {output.Path}");

        run.ExitCode.Should().Be(0, run.Errors);
        run.Output.Should().MatchRegex(@"short selling +leverage 3, borrowing costs 0\.01 % at the opening and 0\.01 % every 4 hours")
            .And.MatchRegex(@"borrow cost +\d\.\d+ USD").And.MatchRegex(@"of them short +73 closed, 1 open at the end");
        using var report = JsonDocument.Parse(File.ReadAllText(output["report.json"]));
        var cost = report.RootElement.GetProperty("result").GetProperty("borrow_cost").GetDecimal();
        var trades = File.ReadAllLines(output["trades.csv"]);
        trades[0].Should().EndWith(",borrow_cost");
        trades[1..].Sum(line => decimal.Parse(line.Split(',')[^1], System.Globalization.CultureInfo.InvariantCulture)).Should().Be(cost);
        report.RootElement.GetProperty("trades").GetProperty("closed_short").GetInt32().Should().Be(73);
        report.RootElement.GetProperty("setup").GetProperty("short_leverage").GetInt32().Should().Be(3);
    }

    [Fact]
    public void Without_short_a_report_does_not_speak_of_it()
    {
        using var output = new TemporaryDirectory();

        var run = Shell.Run($"{Run} --output {output.Path}");

        run.Output.Should().NotContain("short").And.NotContain("borrow");
        // An expected shortfall has nothing to do with it.
        File.ReadAllText(output["report.json"]).Should().NotMatchRegex("(?i)short(?!fall)").And.NotContain("borrow");
        File.ReadAllText(output["trades.csv"]).Should().NotContain("borrow").And.NotContain("SELL");
    }
}
