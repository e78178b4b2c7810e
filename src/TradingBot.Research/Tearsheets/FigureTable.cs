namespace TradingBot.Research.Tearsheets;

/// <summary>Rows of values under heads.</summary>
/// <param name="Name">In JSON; each once in its group.</param>
/// <param name="Title">For people, a few words.</param>
/// <param name="Convention">How it is to be read, one sentence without a full stop.</param>
/// <param name="Columns">Their heads; the first one names the rows.</param>
/// <param name="Rows">A cell for each column.</param>
internal sealed record FigureTable(
    string Name,
    string Title,
    string Convention,
    IReadOnlyList<FigureColumn> Columns,
    IReadOnlyList<IReadOnlyList<FigureCell>> Rows);

/// <summary>The head of a column.</summary>
/// <param name="Name">In JSON; each once in its table.</param>
/// <param name="Title">For people.</param>
/// <param name="Unit">Of all its cells.</param>
internal sealed record FigureColumn(string Name, string Title, FigureUnit Unit);

/// <summary>One value of a table: a number, or words where the column's unit is text.</summary>
/// <param name="Value">In the column's unit; NaN: not computable, or words.</param>
/// <param name="Text">Words, which may be a user's; null: it is a number.</param>
internal readonly record struct FigureCell(double Value, string? Text = null)
{
    /// <summary>The value with every digit, where a double has not all of them; null: the value is all.</summary>
    public decimal? Exact { get; init; }

    public static implicit operator FigureCell(double value) => new(value);

    public static implicit operator FigureCell(decimal value) => new((double)value) { Exact = value };

    public static implicit operator FigureCell(string text) => new(double.NaN, text);
}
