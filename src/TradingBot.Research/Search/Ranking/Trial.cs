using TradingBot.Research.Search.Expressions;

namespace TradingBot.Research.Search.Ranking;

/// <summary>A candidate that was run, and how good it was.</summary>
/// <param name="Candidate">What was run.</param>
/// <param name="Scores">One for each objective, more is better; NaN: not computable.</param>
/// <param name="Violations">How many requirements its result does not satisfy.</param>
internal sealed record Trial(Candidate Candidate, IReadOnlyList<double> Scores, int Violations)
{
    /// <summary>True where every score is a number: no trades, a failed run and the like are no score.</summary>
    public bool IsScored { get; } = Scores.All(double.IsFinite);

    /// <summary>Of a run that has figures.</summary>
    /// <param name="candidate">What was run.</param>
    /// <param name="objectives">At least one.</param>
    /// <param name="requirements">Conditions over the same figures.</param>
    /// <param name="figures">A value for each name of their scope; NaN: not computable.</param>
    public static Trial Of(
        Candidate candidate,
        IReadOnlyList<Objective> objectives,
        IReadOnlyList<Expression> requirements,
        double[] figures) =>
        new(
            candidate,
            [.. objectives.Select(objective => objective.Score(figures))],
            requirements.Count(requirement => !requirement.Holds(figures)));

    /// <summary>Of a run that failed.</summary>
    public static Trial Failed(Candidate candidate, int objectives) =>
        new(candidate, [.. Enumerable.Repeat(double.NaN, objectives)], 0);
}
