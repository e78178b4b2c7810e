using System.Globalization;
using TradingBot.Tests.Cli;

namespace TradingBot.Tests.Golden;

public class GoldenBacktestTests
{
    public static TheoryData<string> Names => [.. Backtests.Strategies];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_strategy_makes_the_trades_that_were_checked_in(string strategy)
    {
        var golden = Path.Combine(AppContext.BaseDirectory, "Golden", $"{strategy}.trades.csv");

        TradesOf(strategy)
            .Should().Equal(File.ReadAllBytes(golden), $"Golden/{strategy}.trades.csv is what was agreed");
    }

    [Theory]
    [InlineData("momentum")]
    [InlineData("bollinger-bands")]
    public void A_strategy_that_sells_short_makes_the_trades_that_were_checked_in(string strategy)
    {
        var golden = Path.Combine(AppContext.BaseDirectory, "Golden", $"{strategy}-short.trades.csv");

        TradesOf(strategy, "--short")
            .Should().Equal(File.ReadAllBytes(golden), $"Golden/{strategy}-short.trades.csv is what was agreed");
    }

    [Fact]
    public void The_same_run_gives_the_same_bytes_again_and_under_any_culture()
    {
        var first = TradesOf("macd");
        var before = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        comma.NumberFormat.NegativeSign = "−";
        comma.DateTimeFormat.DateSeparator = ".";
        comma.DateTimeFormat.TimeSeparator = "h";
        try
        {
            CultureInfo.CurrentCulture = comma;
            TradesOf("macd").Should().Equal(first);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static byte[] TradesOf(string strategy, string more = "")
    {
        using var output = new TemporaryDirectory();
        var run = Shell.Run(
            $"-p 240 --data synthetic -s 2020-02-01 -e 2020-12-31 --fee 0.26% --strategy {strategy} --output {output.Path} {more}");
        run.ExitCode.Should().Be(0, run.Errors);
        return File.ReadAllBytes(output["trades.csv"]);
    }
}
