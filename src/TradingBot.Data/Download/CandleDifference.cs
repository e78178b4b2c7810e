using System.Globalization;
using TradingBot.Core.Market;
using TradingBot.Data.Candles;

namespace TradingBot.Data.Download;

/// <summary>A stored candle that is not what the trades of its interval make.</summary>
/// <param name="Stored">What was there.</param>
/// <param name="Traded">What takes its place; null: nothing was traded, and it stays.</param>
internal readonly record struct CandleDifference(Candle Stored, Candle? Traded)
{
    /// <summary>Sums in another order, or printed with 8 decimals, differ by less.</summary>
    private const double Rounding = 1e-9;

    /// <summary>The differences between two rising series, without those of rounding.</summary>
    /// <param name="stored">What was there.</param>
    /// <param name="traded">What the trades make.</param>
    /// <param name="most">How many are listed.</param>
    /// <returns>How many there are, and the first of them.</returns>
    public static (long Count, IReadOnlyList<CandleDifference> First) Between(
        ReadOnlySpan<Candle> stored, ReadOnlySpan<Candle> traded, int most)
    {
        var (count, first) = (0L, new List<CandleDifference>());
        foreach (ref readonly var candle in stored)
        {
            while (!traded.IsEmpty && traded[0].OpenSeconds < candle.OpenSeconds)
                traded = traded[1..];
            var isThere = !traded.IsEmpty && traded[0].OpenSeconds == candle.OpenSeconds;
            if (isThere ? !Differ(candle, traded[0]) : !candle.IsTraded)
                continue;
            if (count++ < most)
                first.Add(new CandleDifference(candle, isThere ? traded[0] : null));
        }

        return (count, first);
    }

    public override string ToString()
    {
        var time = CandleFormat.Time(Stored.OpenSeconds);
        if (Traded is not { } traded)
            return $"{time}: is stored and stays, but there was no trade";
        (string Name, double Old, double New)[] values =
        [
            ("open", Stored.Open, traded.Open),
            ("high", Stored.High, traded.High),
            ("low", Stored.Low, traded.Low),
            ("close", Stored.Close, traded.Close),
            ("volume", Stored.Volume, traded.Volume),
            ("trades", Stored.TradeCount, traded.TradeCount),
        ];
        var changes = values.Where(value => value.Old != value.New).Select(value => string.Create(
            CultureInfo.InvariantCulture, $"{value.Name} {value.Old} becomes {value.New}"));
        return $"{time}: {string.Join(", ", changes)}";
    }

    private static bool Differ(in Candle stored, in Candle traded) =>
        (stored.Open, stored.High, stored.Low, stored.Close) != (traded.Open, traded.High, traded.Low, traded.Close)
        || Math.Abs(stored.Volume - traded.Volume) > Rounding * Math.Max(1, stored.Volume)
        || (stored.TradeCount != traded.TradeCount && stored.TradeCount > 0); // some sources do not count
}
