namespace TradingBot.Research.Tearsheets;

/// <summary>Figures that belong together.</summary>
/// <param name="Name">In JSON; each once in a tear sheet.</param>
/// <param name="Title">For people, a word or two.</param>
/// <param name="Figures">In the order in which they are shown.</param>
/// <param name="Tables">Shown after the figures.</param>
internal sealed record FigureGroup(
    string Name, string Title, IReadOnlyList<Figure> Figures, IReadOnlyList<FigureTable> Tables);
