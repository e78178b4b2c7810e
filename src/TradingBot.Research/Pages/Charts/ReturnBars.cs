namespace TradingBot.Research.Pages.Charts;

/// <summary>How many trades returned how much, in bars of equal width of which one begins at 0.</summary>
/// <param name="First">Where the first bar begins, a fraction.</param>
/// <param name="Width">Of a bar, a fraction.</param>
/// <param name="Counts">Trades in each; the first and the last bar have those beyond too.</param>
internal sealed record ReturnBars(double First, double Width, IReadOnlyList<int> Counts)
{
    private const int Wanted = 24;

    private static readonly int[] NiceFactors = [1, 2, 5, 10];

    public static ReturnBars Of(IEnumerable<double> returns)
    {
        var sorted = returns.Order().ToList();
        if (sorted.Count == 0)
            return new ReturnBars(0, 0, []);
        // A few far ones would squeeze all others into one bar.
        var low = Math.Min(0, sorted[(int)(sorted.Count * 0.01)]);
        var high = Math.Max(0, sorted[(int)((sorted.Count - 1) * 0.99)]);
        var width = Nice(Math.Max(high - low, 1e-6) / Wanted);
        var first = (int)Math.Floor(low / width);
        var counts = new int[(int)Math.Floor(high / width) - first + 1];
        foreach (var value in sorted)
            counts[Math.Clamp((int)Math.Floor(value / width) - first, 0, counts.Length - 1)]++;
        return new ReturnBars(first * width, width, counts);
    }

    /// <summary>The next of 1, 2 and 5 times a power of ten.</summary>
    private static double Nice(double width)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(width)));
        return NiceFactors.First(times => times * power >= width * 0.999) * power;
    }
}
