namespace TradingBot.Core.Market;

/// <summary>What one side of an order book holds near its middle: every figure of depth is computed here.</summary>
internal static class BookDepth
{
    /// <summary>Sums the quantities within each of several bands around the middle; ends belong to a band.</summary>
    /// <param name="levels">Of one side, best first.</param>
    /// <param name="mid">The middle of the book, quote currency.</param>
    /// <param name="bands">Fractions of the middle, rising: 0.01 is 1 %.</param>
    /// <param name="sums">One for each band, base units.</param>
    public static void Within(
        ReadOnlySpan<BookLevel> levels, decimal mid, ReadOnlySpan<decimal> bands, Span<decimal> sums)
    {
        var (sum, band) = (0m, 0);
        foreach (ref readonly var level in levels)
        {
            var distance = Math.Abs(level.Price - mid);
            while (distance > mid * bands[band])
            {
                sums[band++] = sum;
                if (band == bands.Length)
                    return; // best first: all others are further away
            }

            sum += level.Quantity;
        }

        sums[band..].Fill(sum);
    }

    /// <summary>The quantity of the best levels, base units.</summary>
    public static decimal Best(ReadOnlySpan<BookLevel> levels, int count)
    {
        var sum = 0m;
        foreach (ref readonly var level in levels[..Math.Min(levels.Length, count)])
            sum += level.Quantity;
        return sum;
    }
}
