using System.Text.Json;
using TradingBot.Tests.Cli;

namespace TradingBot.Tests.Reports;

/// <summary>The figures in <c>report.json</c>.</summary>
public class JsonFiguresTests
{
    private const string HalfAYear =
        "--data synthetic -p 60 -s 2020-03-01 -e 2020-09-30 --strategy macd-cross --volume 95%";

    [Fact]
    public void Every_figure_of_a_run_stands_in_the_report_with_its_unit_and_convention()
    {
        using var report = ReportOf(HalfAYear);
        var figures = report.RootElement.GetProperty("figures");

        figures.EnumerateObject().Select(group => group.Name).Should().Equal(
            "result", "risk", "ratios", "against_holding", "trades", "costs", "validity", "periods", "other_programs");
        figures.EnumerateObject().SelectMany(group => group.Value.EnumerateObject()).Should().HaveCountGreaterThan(120)
            .And.AllSatisfy(figure => figure.Value.GetProperty("convention").GetString().Should().NotBeNullOrEmpty());
        var interval = figures.GetProperty("ratios").GetProperty("sharpe").GetProperty("interval");
        interval.GetProperty("confidence").GetDouble().Should().Be(0.95);
        interval.GetProperty("low").GetDouble().Should().BeLessThan(interval.GetProperty("high").GetDouble());
        var worst = figures.GetProperty("risk").GetProperty("worst_drawdowns").GetProperty("rows")[0];
        worst.GetProperty("peak").GetString().Should().MatchRegex(@"^2020-\d\d-\d\d 00:00:00$");
        worst.GetProperty("recovered").ValueKind.Should().BeOneOf(JsonValueKind.True, JsonValueKind.False);
        figures.GetProperty("periods").GetProperty("months").GetProperty("rows").EnumerateArray()
            .Select(month => month.GetProperty("month").GetString()).Should()
            .Equal("2020-03", "2020-04", "2020-05", "2020-06", "2020-07", "2020-08", "2020-09");
    }

    [Fact]
    public void What_the_report_has_said_before_its_figures_say_too()
    {
        using var report = ReportOf(HalfAYear);
        var (result, trades) = (report.RootElement.GetProperty("result"), report.RootElement.GetProperty("trades"));

        (string Name, string Group)[] ofResult =
        [
            ("net_profit", "result"), ("return", "result"), ("cagr", "result"), ("exposure", "result"),
            ("volatility", "result"), ("turnover", "result"), ("sharpe", "ratios"), ("sortino", "ratios"),
            ("maximum_drawdown", "risk"), ("fees", "costs"), ("average_fee", "costs"),
        ];
        foreach (var (name, group) in ofResult)
            Figure(report, group, name).GetRawText().Should().Be(result.GetProperty(name).GetRawText(), name);
        foreach (var name in new[] { "closed", "won", "win_rate", "profit_factor", "expectancy", "average_seconds" })
            Figure(report, "trades", name).GetRawText().Should().Be(trades.GetProperty(name).GetRawText(), name);
        Figure(report, "against_holding", "holding_return").GetDouble()
            .Should().Be(result.GetProperty("buy_and_hold").GetDouble());
        Figure(report, "trades", "average_adverse_excursion").GetDouble().Should().BeGreaterThan(0);
        Figure(report, "against_holding", "beta").GetDouble().Should().BeInRange(0, 1);
    }

    [Fact]
    public void What_cannot_be_computed_is_null()
    {
        using var report = ReportOf(
            "--data synthetic -p 60 -s 2020-03-01 -e 2020-03-01 --strategy macd-cross --set fast=100 --set slow=200");

        Figure(report, "result", "cagr").ValueKind.Should().Be(JsonValueKind.Null);
        Figure(report, "ratios", "sharpe").ValueKind.Should().Be(JsonValueKind.Null);
        Figure(report, "validity", "resamples").GetInt32().Should().Be(0);
    }

    [Fact]
    public void The_console_says_what_it_said_without_the_files()
    {
        const string command = "--data synthetic -p 60 -s 2020-03-01 -e 2020-04-30 --strategy macd-cross";
        using var output = new TemporaryDirectory();

        var with = Shell.Run($"{command} --output {output.Path}").Output;

        with.Should().StartWith(Shell.Run(command).Output);
    }

    private static JsonElement Figure(JsonDocument report, string group, string name) =>
        report.RootElement.GetProperty("figures").GetProperty(group).GetProperty(name).GetProperty("value");

    private static JsonDocument ReportOf(string command)
    {
        using var output = new TemporaryDirectory();
        var run = Shell.Run($"{command} --output {output.Path}");
        run.ExitCode.Should().Be(0, run.Errors);
        return JsonDocument.Parse(File.ReadAllText(output["report.json"]));
    }
}
