namespace TradingBot.Research.Tearsheets;

/// <summary>
/// All figures of a run as plain data: the JSON and the page are views of it. What cannot be computed is NaN and stays
/// in its place, so that every run has the same figures.
/// </summary>
/// <param name="Groups">In the order in which they are shown.</param>
internal sealed record Tearsheet(IReadOnlyList<FigureGroup> Groups)
{
    /// <summary>The group of that name.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public FigureGroup this[string group] => Groups.Single(one => one.Name == group);

    /// <summary>The figure of that name.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public Figure this[string group, string figure] => this[group].Figures.Single(one => one.Name == figure);
}
