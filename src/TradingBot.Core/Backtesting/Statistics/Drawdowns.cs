namespace TradingBot.Core.Backtesting.Statistics;

/// <summary>All falls of an equity curve, on the curve's own points.</summary>
public static class Drawdowns
{
    /// <summary>
    /// Each fall from a peak until the peak is reached again; the last of equal peaks counts, and the first point is
    /// one. A fall that the curve ends in ends with its last point.
    /// </summary>
    /// <param name="points">In their order.</param>
    /// <returns>In their order; empty for a curve that never falls.</returns>
    public static IReadOnlyList<Drawdown> Of(IReadOnlyList<EquityPoint> points)
    {
        var falls = new List<Drawdown>();
        if (points.Count == 0)
            return falls;
        var (peak, trough) = (points[0], points[0]);
        foreach (var point in points.Skip(1))
        {
            if (point.Equity >= peak.Equity)
            {
                if (trough.Equity < peak.Equity)
                    falls.Add(Fall(peak, trough, point.Seconds, isRecovered: true));
                (peak, trough) = (point, point);
            }
            else if (point.Equity < trough.Equity)
            {
                trough = point;
            }
        }

        if (trough.Equity < peak.Equity)
            falls.Add(Fall(peak, trough, points[^1].Seconds, isRecovered: false));
        return falls;
    }

    private static Drawdown Fall(in EquityPoint peak, in EquityPoint trough, long end, bool isRecovered) => new(
        peak.Equity > 0 ? (double)((peak.Equity - trough.Equity) / peak.Equity) : 0,
        peak.Seconds,
        trough.Seconds,
        end,
        isRecovered);
}
