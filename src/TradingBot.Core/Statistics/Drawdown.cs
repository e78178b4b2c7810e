namespace TradingBot.Core.Statistics;

/// <summary>A fall of the equity from a peak.</summary>
/// <param name="Depth">Fraction of the peak, 0 to 1.</param>
/// <param name="Peak">Unix seconds of the peak.</param>
/// <param name="Trough">Unix seconds of the lowest point.</param>
/// <param name="End">Unix seconds when the peak was reached again, or of the end of the run.</param>
/// <param name="Recovered">False when the run ended below the peak.</param>
public readonly record struct Drawdown(double Depth, long Peak, long Trough, long End, bool Recovered)
{
    /// <summary>From the peak until it was reached again.</summary>
    public TimeSpan Length => TimeSpan.FromSeconds(End - Peak);

    /// <summary>The deepest of a curve; depth 0 when the curve never falls.</summary>
    public static Drawdown DeepestOf(IReadOnlyList<EquityPoint> points)
    {
        var deepest = new Drawdown(0, points[0].Seconds, points[0].Seconds, points[0].Seconds, Recovered: true);
        var (peak, trough) = (points[0], points[0]);
        foreach (var point in points)
        {
            if (point.Equity >= peak.Equity)
            {
                deepest = Deeper(deepest, Between(peak, trough, point.Seconds, recovered: true));
                (peak, trough) = (point, point);
            }
            else if (point.Equity < trough.Equity)
            {
                trough = point;
            }
        }

        return Deeper(deepest, Between(peak, trough, points[^1].Seconds, recovered: false));
    }

    private static Drawdown Between(EquityPoint peak, EquityPoint trough, long end, bool recovered) => new(
        peak.Equity <= 0 ? 0 : (double)((peak.Equity - trough.Equity) / peak.Equity),
        peak.Seconds,
        trough.Seconds,
        end,
        recovered);

    private static Drawdown Deeper(Drawdown first, Drawdown second) => second.Depth > first.Depth ? second : first;
}
