namespace TradingBot.Research.Search.Expressions;

/// <summary>The functions that an expression may use: a plain table, a line each.</summary>
internal static class ExpressionFunctions
{
    public static IReadOnlyList<ExpressionFunction> All { get; } =
    [
        new("min", 2, int.MaxValue, values => values.Aggregate(Math.Min)),
        new("max", 2, int.MaxValue, values => values.Aggregate(Math.Max)),
        new("abs", 1, 1, values => Math.Abs(values[0])),
        new("log", 1, 1, values => values[0] > 0 ? Math.Log(values[0]) : double.NaN),
        new("sqrt", 1, 1, values => Math.Sqrt(values[0])),
    ];

    public static ExpressionFunction? Find(string name) =>
        All.FirstOrDefault(function => function.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A function of an expression.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Least">The fewest values it takes.</param>
/// <param name="Most">The most.</param>
/// <param name="Compute">NaN where it is not defined, or one of the values is NaN.</param>
internal sealed record ExpressionFunction(string Name, int Least, int Most, Func<double[], double> Compute);
