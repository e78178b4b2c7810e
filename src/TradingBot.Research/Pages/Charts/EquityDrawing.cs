using System.Globalization;
using System.Text;
using TradingBot.Core.Backtesting.Statistics;

namespace TradingBot.Research.Pages.Charts;

/// <summary>
/// Equity and holding as a drawing without a script, for where scripts are off. Of each column of pixels it has the
/// lowest and the highest value in their order, so that no fall is lost.
/// </summary>
internal static class EquityDrawing
{
    private const int Width = 1000;
    private const int Height = 240;

    public static void Write(Html html, IReadOnlyList<EquityPoint> equity, IReadOnlyList<double> holding)
    {
        double[] own = [.. equity.Select(point => (double)point.Equity)];
        var all = own.Concat(holding).Where(value => value > 0).ToList();
        if (all.Count == 0)
            return;
        var (low, high) = (Math.Log(all.Min()), Math.Log(all.Max()));
        html.Raw($"<svg class=\"static\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" ");
        html.Line("aria-label=\"Equity and, dashed, holding; log scale\">");
        Line(html, "holding", equity, holding, low, high);
        Line(html, "own", equity, own, low, high);
        html.Line("</svg>");
    }

    /// <summary>Indices of the values to draw, in rising order: of each column the lowest and the highest.</summary>
    /// <param name="values">In the order of time, evenly apart.</param>
    /// <param name="columns">At least 1.</param>
    public static IEnumerable<int> Extremes(IReadOnlyList<double> values, int columns)
    {
        for (var column = 0; column < columns; column++)
        {
            var from = (int)((long)values.Count * column / columns);
            var to = (int)((long)values.Count * (column + 1) / columns);
            if (from == to)
                continue;
            var (low, high) = (from, from);
            for (var i = from + 1; i < to; i++)
            {
                if (values[i] < values[low])
                    low = i;
                if (values[i] > values[high])
                    high = i;
            }

            yield return Math.Min(low, high);
            if (low != high)
                yield return Math.Max(low, high);
        }
    }

    private static void Line(
        Html html,
        string kind,
        IReadOnlyList<EquityPoint> equity,
        IReadOnlyList<double> values,
        double low,
        double high)
    {
        if (values.Count == 0)
            return;
        var (start, length) = (equity[0].Seconds, Math.Max(1, equity[^1].Seconds - equity[0].Seconds));
        var points = new StringBuilder();
        foreach (var i in Extremes(values, Width / 2))
        {
            var level = values[i] > 0 && high > low ? (Math.Log(values[i]) - low) / (high - low) : 0;
            points.Append(
                CultureInfo.InvariantCulture,
                $"{(double)(equity[i].Seconds - start) / length * Width:0.#},{(1 - level) * Height:0.#} ");
        }

        html.Line($"<polyline class=\"{kind}\" points=\"{points.ToString().TrimEnd()}\"/>");
    }
}
