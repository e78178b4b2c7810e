using TradingBot.Core.Backtesting.Statistics;

namespace TradingBot.Research.Tearsheets.Runs;

/// <summary>Returns from one point of an equity curve to the next, with those of holding over the same time.</summary>
internal sealed class DailySeries
{
    private readonly long[] _starts;
    private readonly double[] _returns;
    private readonly double[] _holding;

    private DailySeries(
        IReadOnlyList<EquityPoint> points, IReadOnlyList<double> holding, Func<EquityPoint, EquityPoint, bool> isWanted)
    {
        int[] wanted = [.. Enumerable.Range(1, points.Count - 1).Where(i => isWanted(points[i - 1], points[i]))];
        _starts = [.. wanted.Select(i => points[i - 1].Seconds)];
        _returns = [.. wanted.Select(i => Return(points[i - 1].Equity, points[i].Equity))];
        _holding = holding.Count == 0 ? [] : [.. wanted.Select(i => holding[i] / holding[i - 1] - 1)];
    }

    /// <summary>When each of them begins, unix seconds.</summary>
    public IReadOnlyList<long> Starts => _starts;

    /// <summary>Fractions.</summary>
    public ReadOnlySpan<double> Returns => _returns;

    /// <summary>Fractions; empty where nobody knows.</summary>
    public ReadOnlySpan<double> Holding => _holding;

    /// <summary>The parts of days at both ends are no days.</summary>
    public static DailySeries OfWholeDays(IReadOnlyList<EquityPoint> points, IReadOnlyList<double> holding) =>
        new(points, holding, (start, end) => end.Seconds - start.Seconds == EquityCurve.Day);

    /// <summary>Parts of days count as days do, as other programs count them.</summary>
    public static DailySeries OfAllRows(IReadOnlyList<EquityPoint> points, IReadOnlyList<double> holding) =>
        new(points, holding, (_, _) => true);

    private static double Return(decimal start, decimal end) => start > 0 ? (double)(end / start) - 1 : 0;
}
