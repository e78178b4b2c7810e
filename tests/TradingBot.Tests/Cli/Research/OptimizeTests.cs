using System.Globalization;
using System.Text.Json;

namespace TradingBot.Tests.Cli.Research;

public sealed class OptimizeTests : IDisposable
{
    private const string Market =
        "--data synthetic -p 240 -s 2020-02-01 -e 2021-12-31 --volume 95% --trades 1 --fee 0.26%";

    private const string Space = "--over fast=5..20:5,slow=20,40,60,signal=9 --where fast<slow";

    private readonly TemporaryDirectory _here = new();

    [Fact]
    public void The_best_run_again_as_the_printed_backtest_has_the_same_figures_to_the_last_digit()
    {
        var search = Search($"macd-cross {Market} {Space}");

        search.ExitCode.Should().Be(0, search.Errors);
        var words = LineOf(search.Output, "the best again").Replace("TradingBot ", "", StringComparison.Ordinal);
        Shell.Run($"{words} --output {_here["report"]}").ExitCode.Should().Be(0);
        using var report = JsonDocument.Parse(File.ReadAllText(_here["report/report.json"]));
        var best = Trials().MaxBy(trial => double.Parse(trial["sharpe"], CultureInfo.InvariantCulture))!;
        foreach (var name in new[] { "sharpe", "return", "final_equity", "maximum_drawdown", "fees", "turnover" })
        {
            var figure = report.RootElement.GetProperty("result").GetProperty(name).GetDouble();
            best[name].Should().Be(figure.ToString("R", CultureInfo.InvariantCulture), name);
        }
    }

    [Fact]
    public void With_any_number_of_threads_the_files_are_the_same()
    {
        Search($"macd-cross {Market} {Space} --threads 1", "one").ExitCode.Should().Be(0);
        Search($"macd-cross {Market} {Space} --threads 7", "seven").ExitCode.Should().Be(0);

        foreach (var name in new[] { "trials.csv", "returns.bin", "result.json", "best.json", "search.txt" })
            File.ReadAllBytes(_here[$"seven/{name}"]).Should().Equal(File.ReadAllBytes(_here[$"one/{name}"]), name);
    }

    /// <summary>11 sets: of 12 one has the fast average as long as the slow.</summary>
    [Fact]
    public void The_report_ends_with_what_one_may_believe_and_the_files_have_every_trial()
    {
        var search = Search($"macd-cross {Market} {Space} --train 6m --test 3m");

        search.Output.TrimEnd().Split('\n')[^1].Should()
            .StartWith("Too little is known to believe this result. The best of 11 sets, fast=");
        search.Output.Should().Contain("Walk-forward: 6 months to choose by the Sharpe ratio, 3 to trade")
            .And.Contain("deflated Sharpe, 11 trials ever").And.Contain("beats holding").And.Contain("look-ahead");
        Trials().Should().HaveCount(11);
        using var result = JsonDocument.Parse(File.ReadAllText(_here["search/result.json"]));
        result.RootElement.GetProperty("schema").GetInt32().Should().Be(1);
        result.RootElement.GetProperty("walk_forward").GetProperty("windows").GetArrayLength().Should().Be(5);
        result.RootElement.GetProperty("verdict").GetString().Should().Be(search.Output.TrimEnd().Split('\n')[^1]);
    }

    [Fact]
    public void The_best_is_a_bot_that_can_be_run()
    {
        Search($"macd-cross {Market} {Space}");

        var bot = TradingBot.Bots.BotDefinition.Parse(File.ReadAllText(_here["search/best.json"]), "best.json");

        var best = Trials().MaxBy(trial => double.Parse(trial["sharpe"], CultureInfo.InvariantCulture))!;
        var parameters = bot.Strategy.Parameters;
        (parameters["fast"], parameters["slow"]).Should().Be((best["set_fast"], best["set_slow"]));
        (bot.Period, bot.Size.ToString(), bot.MaximumTrades).Should().Be((240, "95%", 1));
    }

    [Fact]
    public void Period_size_and_number_of_trades_are_searched_as_parameters_are()
    {
        var search = Search(
            $"sma-cross {Market} --over period=240,1440,volume=50%,95%,trades=1,2 --require trades>=3 --by cagr");

        search.ExitCode.Should().Be(0, search.Errors);
        Trials().Should().HaveCount(8);
        Trials().Select(trial => trial["set_volume"]).Distinct().Should().Equal("50%", "95%");
        var words = LineOf(search.Output, "the best again").Replace("TradingBot ", "", StringComparison.Ordinal);
        words.Should().NotContain("--period 240 --data").And.Contain("--strategy sma-cross");
        Shell.Run(words).ExitCode.Should().Be(0);
    }

    [Fact]
    public void Several_objectives_give_all_that_nothing_is_better_than()
    {
        var search = Search($"macd-cross {Market} {Space} --by return,maximum_drawdown");

        search.Output.Should().Contain("Nothing is better than these by return, least maximum_drawdown");
        var trials = Trials();
        using var result = JsonDocument.Parse(File.ReadAllText(_here["search/result.json"]));
        var front = result.RootElement.GetProperty("best").EnumerateArray()
            .Select(best => trials[best.GetProperty("trial").GetInt32() - 1]).ToList();
        front.Should().NotBeEmpty();
        trials.Should().NotContain(other => front.Exists(best => IsBetter(other, best)));
    }

    [Fact]
    public void A_search_in_which_nothing_satisfies_what_is_required_fails_and_keeps_its_trials()
    {
        var search = Search($"macd-cross {Market} {Space} --require trades>=100000");

        search.ExitCode.Should().Be(1);
        search.Output.Should().Contain("No set satisfies what --require demands; trials.csv has their figures.");
        Trials().Should().HaveCount(11);
    }

    [Fact]
    public void A_strategy_that_throws_in_some_trials_costs_those_and_no_other()
    {
        var file = _here.Write("Fragile.cs", Fragile);

        var search = Search($"{file} {Market} --over length=1..6");

        search.ExitCode.Should().Be(0, search.Errors);
        search.Output.Should().Contain("failed trials: 1; first trial 1: ").And.Contain("one is not liked");
        Trials().Select(trial => trial["failure"].Length > 0).Should().Equal(true, false, false, false, false, false);
        using var result = JsonDocument.Parse(File.ReadAllText(_here["search/result.json"]));
        var best = Trials()[result.RootElement.GetProperty("best")[0].GetProperty("trial").GetInt32() - 1];
        result.RootElement.GetProperty("guard").GetProperty("sharpe").GetDouble()
            .Should().BeApproximately(Number(best["sharpe"]), 1e-9, "the guard judges the best, not its neighbour");
    }

    [Theory]
    [InlineData("--over fast=5..1", "--over: fast")]
    [InlineData("--over speed=1..5", "--over: 'speed'")]
    [InlineData("--where fast<", "--where: ")]
    [InlineData("--by shape", "--by: ")]
    [InlineData("--require trades>", "--require: ")]
    [InlineData("--search luck", "--search: 'luck' is not a method")]
    [InlineData("--runs 0", "--runs: '0' is not allowed")]
    [InlineData("--seed -1", "--seed: '-1' is not allowed")]
    [InlineData("--threads 0", "--threads: '0' is not allowed")]
    [InlineData("--train 0m", "--train: '0m' is not allowed; use months or years from 1m to 50y, such as 24m")]
    [InlineData("--test 51y", "--test: '51y' is not allowed")]
    [InlineData("--over fast=3,5 --set fast=4", "--set: fast is searched")]
    [InlineData("-e 2020-01-01", "--end: must be after --start")]
    [InlineData("--over period=7,240", "--over: period: '7' is not allowed")]
    [InlineData("--over currency=NONE", "--over: currency: 'NONE' is not a known pair")]
    public void What_is_wrong_is_one_line_that_names_the_option(string wrong, string message)
    {
        var search = Search($"macd-cross --data synthetic -p 240 -s 2020-02-01 {wrong}");

        search.ExitCode.Should().Be(2);
        search.Errors.Should().StartWith(message);
        search.Errors.TrimEnd().Should().NotContain("\n");
        search.Output.Should().BeEmpty();
    }

    [Fact]
    public void A_recording_is_not_searched()
    {
        var search = Search("macd-cross --data recording -s 2020-02-01");

        (search.ExitCode, search.Errors).Should().Be(
            (2, "--data: a search runs on candles; use a candle store, or synthetic\n"));
    }

    [Fact]
    public void A_directory_of_another_search_is_not_written_to()
    {
        Search($"macd-cross {Market} {Space}").ExitCode.Should().Be(0);
        var trials = File.ReadAllBytes(_here["search/trials.csv"]);

        var other = Search($"macd-cross {Market} {Space} --seed 2");

        other.ExitCode.Should().Be(2);
        other.Errors.Should().Contain("has another search, which search.txt there describes");
        File.ReadAllBytes(_here["search/trials.csv"]).Should().Equal(trials);
    }

    [Fact]
    public void A_search_that_is_complete_is_not_run_again()
    {
        var first = Search($"macd-cross {Market} {Space}");

        Search($"macd-cross {Market} {Space}").Output.Should().Be(first.Output);
    }

    public void Dispose() => _here.Dispose();

    private const string Fragile =
        """
        using TradingBot.Core.Charts;
        using TradingBot.Core.Market;
        using TradingBot.Core.Strategies;

        public sealed class Fragile(StrategySettings settings) : IStrategy
        {
            private int _candles;

            public static StrategyDefinition Definition { get; } = new(
                "fragile", "breaks where its length is one",
                [StrategyParameter.WholeNumber("length", 3, 1, 20, "candles")],
                (chart, settings) => new Fragile(settings));

            public int WarmUp => 20;

            public Signal OnCandleClosed(in Candle candle)
            {
                var length = settings.WholeNumber("length");
                if (length == 1 && _candles == 500)
                    throw new InvalidOperationException("one is not liked");
                return (_candles++ % (20 + length)) switch
                {
                    0 => Signal.Enter("begin"),
                    10 => Signal.Leave("half"),
                    _ => Signal.None,
                };
            }
        }
        """;

    private Shell.Outcome Search(string arguments, string folder = "search") =>
        Shell.Run($"optimize {arguments} --output {_here[folder]}");

    private List<Dictionary<string, string>> Trials()
    {
        var lines = File.ReadAllLines(_here["search/trials.csv"]).Select(line => line.Split(',')).ToList();
        return
        [
            .. lines.Skip(1).Select(line => lines[0].Zip(line).ToDictionary(pair => pair.First, pair => pair.Second)),
        ];
    }

    private static bool IsBetter(Dictionary<string, string> one, Dictionary<string, string> other) =>
        Number(one["return"]) > Number(other["return"])
        && Number(one["maximum_drawdown"]) < Number(other["maximum_drawdown"]);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string LineOf(string output, string label)
    {
        var begin = $"  {label} ";
        return output.Split('\n').Single(line => line.StartsWith(begin, StringComparison.Ordinal))[begin.Length..]
            .Trim();
    }
}
