using TradingBot.Research;
using TradingBot.Research.Inference;

namespace TradingBot.Tests.Research.Inference;

/// <summary>Returns that no set deserves, and the same with one that does.</summary>
internal static class NoiseMatrix
{
    /// <summary>0.02 times normal values, day by day, set by set.</summary>
    /// <param name="sets">Columns.</param>
    /// <param name="days">Rows.</param>
    /// <param name="seed">Of the values.</param>
    /// <param name="edge">Added to every day of <paramref name="edgeSet"/>.</param>
    /// <param name="edgeSet">Which set.</param>
    public static ReturnMatrix Of(int sets, int days, ulong seed, double edge = 0, int edgeSet = 0)
    {
        var random = new SplitMix64(seed);
        var values = new double[sets * days];
        for (var i = 0; i < values.Length; i++)
            values[i] = 0.02 * random.NextNormal() + (i % sets == edgeSet ? edge : 0);
        return new ReturnMatrix(
            new DateOnly(2020, 1, 1), [.. Enumerable.Range(0, sets).Select(set => $"set {set}")], values);
    }

    /// <summary>The control whose figures are published beside the checkout: 1000 days of 100 sets, seed 7.</summary>
    public static ReturnMatrix Control { get; } = Of(100, 1000, 7);

    /// <summary>The same with 0.003 a day more in set 17.</summary>
    public static ReturnMatrix ControlWithEdge { get; } = Of(100, 1000, 7, 0.003, 17);
}
