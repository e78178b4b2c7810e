namespace TradingBot.Simulators.Kraken.Markets;

/// <summary>What a ticker says about a span of time.</summary>
/// <param name="Open">First price, quote currency.</param>
/// <param name="High">Highest price.</param>
/// <param name="Low">Lowest price.</param>
/// <param name="Volume">Base units.</param>
/// <param name="Average">Volume-weighted average price.</param>
/// <param name="Trades">How many.</param>
internal readonly record struct DayFigures(
    decimal Open, decimal High, decimal Low, decimal Volume, decimal Average, long Trades)
{
    /// <summary>The figures of the rows that open at a time or later.</summary>
    public static DayFigures Since(IReadOnlyList<CandleRow> rows, long unixSeconds)
    {
        var first = rows.Count;
        while (first > 0 && rows[first - 1].OpenSeconds >= unixSeconds)
            first--;
        if (first == rows.Count)
            return default;
        var (high, low, volume, worth, trades) = (0m, decimal.MaxValue, 0m, 0m, 0L);
        for (var i = first; i < rows.Count; i++)
        {
            high = Math.Max(high, rows[i].High);
            low = Math.Min(low, rows[i].Low);
            volume += rows[i].Volume;
            worth += rows[i].Worth;
            trades += rows[i].Trades;
        }

        return new DayFigures(
            rows[first].Open, high, low, volume, volume == 0 ? rows[^1].Close : worth / volume, trades);
    }
}
