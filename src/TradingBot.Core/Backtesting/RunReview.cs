using TradingBot.Core.Backtesting.Fills;
using TradingBot.Core.Backtesting.Statistics;
using TradingBot.Core.Charts;

namespace TradingBot.Core.Backtesting;

/// <summary>
/// What a second look at the candles of a finished run tells of it. The run itself passes over the candles in which
/// nothing can happen, and a search has no use for this: so only a report asks.
/// </summary>
/// <param name="Excursions">One for each closed trade, in the order of their closing.</param>
/// <param name="Holding">
/// What buying everything at the first open would have been worth at each point of the run's equity curve, with its
/// slippage and one taker fee; quote currency.
/// </param>
public sealed record RunReview(IReadOnlyList<Excursion> Excursions, IReadOnlyList<double> Holding)
{
    /// <param name="run">A finished run that traded on at least one candle.</param>
    /// <param name="fills">What its fills cost.</param>
    /// <param name="candles">Its candles once more; what comes before and after those traded on is passed over.</param>
    public static RunReview Of(IBacktest run, FillModel fills, ICandleSource candles)
    {
        Invariant.Holds(run.Equity is not null);
        var points = run.Equity.Points;
        var (first, last) = (run.First.OpenSeconds, run.Last.OpenSeconds);
        var seconds = points[^1].Seconds - last;
        var excursions = new ExcursionWatch(run.Engine.Ledger.Closed);
        var holding = new HoldingWatch(points, Performance.PaidForOne(run.First.Open, fills), run.First.Open);
        for (var batch = candles.Next(); !batch.IsEmpty; batch = candles.Next())
        {
            foreach (ref readonly var candle in batch.Span)
            {
                if (candle.OpenSeconds < first || candle.OpenSeconds > last)
                    continue;
                excursions.Add(in candle, candle.OpenSeconds + seconds);
                holding.Add(in candle, candle.OpenSeconds + seconds);
            }
        }

        return new RunReview(excursions.Excursions(), holding.Worth());
    }
}
