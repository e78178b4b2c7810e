namespace TradingBot.Research.Search.Ranking;

/// <summary>
/// Trials from the best to the worst: those that satisfy all requirements, then those that violate one, two and so on,
/// last those without a score, whatever they satisfy. Among equals by their front (<see cref="ParetoFront"/>; with one
/// objective that is its order), within a front by the objectives as they were given, at last by the candidate's place
/// in the grid. So the order does not depend on when a trial was run.
/// </summary>
internal static class TrialRanking
{
    private static readonly Comparer<Trial> WithinFront = Comparer<Trial>.Create(CompareWithin);

    /// <param name="trials">With as many scores each; none twice.</param>
    public static IReadOnlyList<Trial> Ranked(IEnumerable<Trial> trials) =>
        [.. InFronts(trials)
            .OrderBy(ranked => ranked.Class)
            .ThenBy(ranked => ranked.Front)
            .ThenBy(ranked => ranked.Trial, WithinFront)
            .Select(ranked => ranked.Trial)];

    /// <summary>
    /// What nothing is better than: the first front of those that satisfy all requirements. Empty where none does.
    /// </summary>
    public static IReadOnlyList<Trial> Best(IEnumerable<Trial> trials) =>
        [.. InFronts(trials.Where(trial => trial is { IsScored: true, Violations: 0 }))
            .Where(ranked => ranked.Front == 0)
            .Select(ranked => ranked.Trial)
            .Order(WithinFront)];

    private static IEnumerable<(Trial Trial, int Class, int Front)> InFronts(IEnumerable<Trial> trials)
    {
        foreach (var equals in trials.GroupBy(trial => trial.IsScored ? trial.Violations : int.MaxValue))
        {
            var members = equals.ToList();
            var fronts = equals.Key == int.MaxValue
                ? new int[members.Count]
                : ParetoFront.Fronts([.. members.Select(trial => trial.Scores)]);
            for (var i = 0; i < members.Count; i++)
                yield return (members[i], equals.Key, fronts[i]);
        }
    }

    private static int CompareWithin(Trial one, Trial other) =>
        ParetoFront.CompareInOrder(other.Scores, one.Scores) is not 0 and var better
            ? better
            : one.Candidate.CompareTo(other.Candidate);
}
