using FsCheck;
using FsCheck.Fluent;
using TradingBot.Research.Search;
using TradingBot.Research.Search.Expressions;
using TradingBot.Research.Search.Ranking;

namespace TradingBot.Tests.Research.Search;

public class TrialRankingTests
{
    private static readonly SearchSpace Space = Spaces.Over("a=0..99");

    [Fact]
    public void With_one_objective_the_best_comes_first_and_equals_in_the_order_of_the_grid() =>
        Ids(TrialRanking.Ranked([One(7, 1), One(3, 2), One(9, 3), One(1, 2)])).Should().Equal(9, 1, 3, 7);

    [Fact]
    public void What_violates_a_requirement_comes_after_all_that_satisfies_and_what_has_no_score_is_last() =>
        Ids(TrialRanking.Ranked(
        [
            One(1, double.NaN), One(2, 99, violations: 2), One(3, 98, violations: 1), One(4, -5),
            One(5, 99, violations: 1), One(6, double.NaN, violations: 3),
        ])).Should().Equal(4, 5, 3, 2, 1, 6);

    [Fact]
    public void With_several_objectives_the_fronts_follow_each_other()
    {
        Trial[] trials =
        [
            new(Space.Of(1), [1, 5], 0), new(Space.Of(2), [2, 4], 0), new(Space.Of(3), [2, 3], 0),
            new(Space.Of(4), [3, 1], 0), new(Space.Of(5), [0, 0], 0), new(Space.Of(6), [9, double.NaN], 0),
            new(Space.Of(7), [9, 9], 1),
        ];

        Ids(TrialRanking.Ranked(trials)).Should().Equal(4, 2, 1, 3, 5, 7, 6);
        Ids(TrialRanking.Best(trials)).Should().Equal(4, 2, 1);
        TrialRanking.Best([trials[5], trials[6]]).Should().BeEmpty();
    }

    [Fact]
    public void Fronts_are_what_peeling_off_the_undominated_gives()
    {
        var points =
            from x in Gen.Choose(0, 6)
            from y in Gen.Choose(0, 6)
            from z in Gen.Choose(0, 3)
            select (IReadOnlyList<double>)[x, y, z];
        Prop.ForAll(points.ListOf().ToArbitrary(), list =>
        {
            var (fronts, left) = (ParetoFront.Fronts(list), Enumerable.Range(0, list.Count).ToList());
            for (var front = 0; left.Count > 0; front++)
            {
                var first = left.FindAll(i => !left.Exists(j => ParetoFront.Dominates(list[j], list[i])));
                if (!first.TrueForAll(i => fronts[i] == front))
                    return false;
                left = [.. left.Except(first)];
            }

            return true;
        }).Check(Properties.Fixed);
    }

    [Fact]
    public void The_order_does_not_depend_on_when_a_trial_was_run()
    {
        var trials =
            from id in Gen.Choose(0, 99)
            from x in Gen.Choose(0, 3)
            from y in Gen.Choose(0, 3)
            from violations in Gen.Choose(0, 1)
            select new Trial(Space.Of(id), [x, y], violations);
        Prop.ForAll(trials.ListOf().ToArbitrary(), list =>
        {
            var once = list.DistinctBy(trial => trial.Candidate).ToList();
            var backwards = TrialRanking.Ranked(once.AsEnumerable().Reverse());
            return Ids(TrialRanking.Ranked(once)).SequenceEqual(Ids(backwards));
        }).Check(Properties.Fixed);
    }

    [Fact]
    public void A_trial_has_the_scores_of_its_objectives_and_counts_the_requirements_it_violates()
    {
        var figures = ExpressionScope.OfFigures([new("sharpe"), new("trades"), new("cagr")]);
        var requirements = Expression.Conditions("trades>=100, sharpe>0, cagr>0", figures);

        var trial = Trial.Of(
            Space.Of(1), Objective.Parse("sharpe, trades:min", figures), requirements, [1.5, 50, double.NaN]);

        trial.Scores.Should().Equal(1.5, -50);
        trial.Violations.Should().Be(2);
        Trial.Failed(Space.Of(1), 2).IsScored.Should().BeFalse();
    }

    private static Trial One(int id, double score, int violations = 0) => new(Space.Of(id), [score], violations);

    private static IEnumerable<int> Ids(IEnumerable<Trial> trials) => trials.Select(trial => (int)trial.Candidate.Id);
}
