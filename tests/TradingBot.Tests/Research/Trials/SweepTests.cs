using TradingBot.Core.Strategies.Catalog;
using TradingBot.Research.Search;
using TradingBot.Research.Search.Expressions;
using TradingBot.Research.Search.Samplers;
using TradingBot.Research.Trials;

namespace TradingBot.Tests.Research.Trials;

public sealed class SweepTests
{
    private static readonly SearchSpace Space = SearchSpace.Parse(
        ["fast=4..12:4,slow=20..60:10,signal=5,9"], Searchable.Of(StrategyCatalog.Find("macd-cross")!));

    [Theory]
    [InlineData("grid")]
    [InlineData("random")]
    [InlineData("tpe")]
    public void With_any_number_of_threads_the_same_trials_come_in_the_same_order(string method)
    {
        var alone = Swept(method, threads: 1);

        Swept(method, threads: 4).Should().Equal(alone);
        alone.Should().HaveCount(30).And.OnlyHaveUniqueItems();
    }

    /// <summary>Also in the middle of a batch, which is asked for again as a whole.</summary>
    [Theory]
    [InlineData("grid", 7)]
    [InlineData("tpe", 20)]
    public void What_was_stopped_goes_on_as_if_it_had_not_been(string method, int stored)
    {
        var whole = Swept(method, threads: 2);
        var known = Trials(method, threads: 2, most: stored, known: (_, _) => null)
            .ToDictionary(swept => swept.Trial.Candidate, swept => swept.Result);
        var ran = 0;

        var resumed = Trials(method, threads: 2, most: 30, known: (_, candidate) =>
        {
            var result = known.GetValueOrDefault(candidate);
            if (result is null)
                Interlocked.Increment(ref ran);
            return result;
        });

        resumed.Select(Text).Should().Equal(whole);
        ran.Should().Be(30 - stored);
    }

    [Fact]
    public void A_trial_that_fails_costs_no_other()
    {
        var found = Trials("grid", threads: 2, most: 30, known: (_, candidate) =>
            candidate.Id == 17 ? TrialResult.Failed("no sense") : null);

        found.Should().HaveCount(30);
        found.Where(swept => swept.Result.Failure is not null).Should().ContainSingle()
            .Which.Trial.IsScored.Should().BeFalse();
    }

    [Fact]
    public void A_sweep_that_is_stopped_says_so_and_has_told_of_what_had_ended()
    {
        using var stop = new CancellationTokenSource();
        var told = new List<long>();
        var sweep = SweepOf("grid", threads: 1, most: 30, known: (_, _) => null);

        FluentActions.Invoking(() => sweep.Run(
            swept =>
            {
                told.Add(swept.Number);
                if (told.Count == 5)
                    stop.Cancel();
            },
            stop.Token)).Should().Throw<OperationCanceledException>();

        told.Should().Equal(0, 1, 2, 3, 4);
    }

    private static List<string> Swept(string method, int threads) =>
        [.. Trials(method, threads, most: 30, known: (_, _) => null).Select(Text)];

    private static string Text(SweptTrial swept) =>
        $"{swept.Number} {swept.Trial.Candidate}: {string.Join(' ', swept.Result.Figures)}, {swept.Trial.Scores[0]}";

    private static List<SweptTrial> Trials(
        string method, int threads, long most, Func<long, Candidate, TrialResult?> known)
    {
        var trials = new List<SweptTrial>();
        SweepOf(method, threads, most, known).Run(trials.Add, CancellationToken.None);
        return trials;
    }

    private static Sweep SweepOf(string method, int threads, long most, Func<long, Candidate, TrialResult?> known) =>
        new(
            SearchMethods.Create(method, Space, seed: 5),
            candidate => HourlyTrials.SetupOf(
                "macd-cross", candidate.Assignments.Select(setting => $"{setting.Key}={setting.Value}")),
            Objective.Parse("sharpe", ReportFigures.Scope),
            [Expression.Condition("trades>=3", ReportFigures.Scope)])
        {
            Threads = threads,
            MostTrials = most,
            Known = known,
        };
}
