using System.Text.Json;
using TradingBot.Research.Trials;
using TradingBot.Tests.Cli;

namespace TradingBot.Tests.Research.Trials;

public sealed class TrialRunnerTests : IDisposable
{
    private readonly TemporaryDirectory _here = new();

    [Theory]
    [InlineData("macd-cross", "fast=8", "slow=21")]
    [InlineData("sma-cross", "fast=5", "slow=900")]
    [InlineData("macd-cross", "stop-loss=3", "take-profit=4")]
    public void A_trial_is_the_backtest_of_the_same_settings_to_the_last_digit(
        string strategy, params string[] settings)
    {
        var report = ReportOf(strategy, settings);

        var trial = TrialRunner.Run(() => HourlyTrials.SetupOf(strategy, settings), CancellationToken.None);

        foreach (var (name, value) in ReportFigures.All.Select(figure => figure.Name).Zip(trial.Figures))
            value.Should().Be(FigureIn(report, name), name);
        trial.DailyReturns.Should().HaveCount(214);
        trial.FirstDay.Should().Be(new DateOnly(2020, 3, 1));
    }

    [Fact]
    public void A_strategy_that_throws_fails_its_own_trial_in_one_line()
    {
        var setup = HourlyTrials.SetupOf("macd-cross", []);
        var broken = setup.Engine.Strategy with { Create = (_, _) => throw new FormatException("no\nsense") };

        var trial = TrialRunner.Run(
            () => setup with { Engine = setup.Engine with { Strategy = broken } }, CancellationToken.None);

        (trial.Failure, trial.Figures.Length, trial.DailyReturns.Count).Should().Be(("no sense", 0, 0));
    }

    [Fact]
    public void A_range_without_candles_is_a_failure_and_no_figures()
    {
        var setup = HourlyTrials.SetupOf("macd-cross", []);

        var trial = TrialRunner.Run(
            () => setup with { Engine = setup.Engine with { TradeFrom = HourlyTrials.End + 1 } },
            CancellationToken.None);

        trial.Failure.Should().Be("there is no candle to trade on");
    }

    [Fact]
    public void What_was_stopped_has_no_result()
    {
        FluentActions.Invoking(() => TrialRunner.Run(
            () => HourlyTrials.SetupOf("macd-cross", []), new CancellationToken(canceled: true)))
            .Should().Throw<OperationCanceledException>();
    }

    public void Dispose() => _here.Dispose();

    private JsonElement ReportOf(string strategy, string[] settings)
    {
        var run = Shell.Run(
            $"--data synthetic -p 60 -s 2020-03-01 -e 2020-09-30 --strategy {strategy} --volume 95% --trades 1 "
            + string.Concat(settings.Select(setting => $"--set {setting} ")) + $"--output {_here["report"]}");
        run.ExitCode.Should().Be(0, run.Errors);
        return JsonDocument.Parse(File.ReadAllText(_here["report/report.json"])).RootElement;
    }

    /// <summary>A figure as the report has it; money there is rounded where it is an average.</summary>
    private static double FigureIn(JsonElement report, string name)
    {
        var (part, property) = name switch
        {
            "trades" => ("trades", "closed"),
            "win_rate" or "profit_factor" or "expectancy" or "best_return" or "worst_return" or "average_seconds" =>
                ("trades", name),
            _ => ("result", name),
        };
        return report.GetProperty(part).TryGetProperty(property, out var figure)
            ? figure.ValueKind == JsonValueKind.Null ? double.NaN : figure.GetDouble()
            : 0; // the cost of borrowing, where nothing is sold short
    }
}
