namespace TradingBot.Research.Search.Expressions;

/// <summary>What a search looks for the most of, or the least.</summary>
/// <param name="Formula">Over the figures of a report.</param>
/// <param name="IsMinimised">True where less is better.</param>
internal sealed record Objective(Expression Formula, bool IsMinimised)
{
    /// <summary>
    /// One or several: <c>sharpe</c>, <c>cagr/maximum_drawdown</c>, <c>sharpe, maximum_drawdown:min</c>. Most is best
    /// unless <c>:min</c> says otherwise, or it is no more than the name of a figure of which less is better.
    /// </summary>
    /// <exception cref="SearchInputException">It is not understood; the column is named.</exception>
    public static IReadOnlyList<Objective> Parse(string text, ExpressionScope figures) =>
        new ExpressionParser(text, figures).Objectives();

    /// <summary>More is better; NaN, which is never best, where it cannot be computed or is infinite.</summary>
    public double Score(ReadOnlySpan<double> figures)
    {
        var value = Formula.Value(figures);
        return !double.IsFinite(value) ? double.NaN : IsMinimised ? -value : value;
    }

    public override string ToString() => $"{Formula}:{(IsMinimised ? "min" : "max")}";
}
