using System.Globalization;

namespace TradingBot.Benchmarks.Comparison;

/// <summary>One figure of two commits, measured in turn in one sitting.</summary>
/// <param name="Name">What is measured, with its unit.</param>
/// <param name="MoreIsBetter">False where less is: a time, a size.</param>
/// <param name="Before">Of the commit before; empty: it does not have it.</param>
/// <param name="Now">Of this one.</param>
/// <param name="Yardstick">What it is held against, in the same unit; null: nothing.</param>
internal sealed record ComparedFigure(
    string Name, bool MoreIsBetter, IReadOnlyList<double> Before, IReadOnlyList<double> Now, double? Yardstick = null)
{
    public const string Head =
        """
        | figure | before, best | median | now, best | median | now / before | yardstick |
        | --- | --- | --- | --- | --- | --- | --- |
        """;

    /// <summary>A row of a Markdown table.</summary>
    public override string ToString() => string.Join(
        " ",
        $"| {Name} |", Text(Best(Before)), "|", Text(Median(Before)), "|", Text(Best(Now)), "|", Text(Median(Now)), "|",
        Text(Best(Now) / Best(Before)), "|", Text(Yardstick), "|");

    private double? Best(IReadOnlyList<double> values) =>
        values.Count == 0 ? null : MoreIsBetter ? values.Max() : values.Min();

    private static double? Median(IReadOnlyList<double> values) =>
        values.Count == 0 ? null : values.Order().ElementAt(values.Count / 2);

    // Three digits say all that such a measurement knows.
    private static string Text(double? value) => value switch
    {
        null => "",
        >= 100 => value.Value.ToString("F0", CultureInfo.InvariantCulture),
        >= 10 => value.Value.ToString("F1", CultureInfo.InvariantCulture),
        _ => value.Value.ToString("F2", CultureInfo.InvariantCulture),
    };
}
