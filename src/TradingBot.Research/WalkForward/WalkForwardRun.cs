using TradingBot.Research.Inference;

namespace TradingBot.Research.WalkForward;

/// <summary>
/// A search repeated as time went on: in each window the set with the highest Sharpe ratio of the train is used on the
/// test. The tests joined together are the only result that a user could have had. A position runs on across the edge
/// of a window: returns are taken from runs over the whole history, so a test does not begin flat.
/// </summary>
internal sealed class WalkForwardRun
{
    private static readonly double YearRoot = Math.Sqrt(Moments.DaysAYear);
    private readonly double _bestSharpe;

    private WalkForwardRun(
        IReadOnlyList<WalkForwardWindow> windows, double[] stitched, int bestOfWhole, double[] bestReturns)
    {
        (Windows, Stitched, BestOfWhole, BestReturns) = (windows, stitched, bestOfWhole, bestReturns);
        Sharpe = DailyFigures.Sharpe(stitched);
        _bestSharpe = DailyFigures.Sharpe(bestReturns);
    }

    public IReadOnlyList<WalkForwardWindow> Windows { get; }

    /// <summary>Daily returns of all tests joined together; the first day is the first test's.</summary>
    public double[] Stitched { get; }

    /// <summary>Sharpe ratio of <see cref="Stitched"/>, a year's.</summary>
    public double Sharpe { get; }

    /// <summary>The set that the whole history would have chosen.</summary>
    public int BestOfWhole { get; }

    /// <summary>
    /// Its returns on the days of <see cref="Stitched"/>: what knowing the future would have been worth.
    /// </summary>
    public double[] BestReturns { get; }

    /// <summary>What the choice without the future lost of the Sharpe ratio of the best set, a year's.</summary>
    public double SharpeLost => _bestSharpe - Sharpe;

    /// <summary>Mean of the chosen sets' Sharpe ratios of the trains, a year's.</summary>
    public double MeanInSample => Windows.Average(window => window.InSample);

    /// <summary>The stitched Sharpe ratio over the mean of the trains'; NaN where that is not above 0.</summary>
    public double EfficiencyBySharpe => Efficiency(Sharpe, MeanInSample);

    /// <summary>
    /// Mean return of the tests made a year's over that of the trains: the usual walk-forward efficiency, which one
    /// good half-year lifts above 1 whatever the rest was. NaN where the trains' is not above 0.
    /// </summary>
    public double EfficiencyByGrowth => Efficiency(
        Windows.Average(window => window.OutOfSampleGrowth), Windows.Average(window => window.InSampleGrowth));

    /// <summary>Windows whose choice is another than that of the window before.</summary>
    public int Changes => Windows.Zip(Windows.Skip(1)).Count(pair => pair.First.Chosen != pair.Second.Chosen);

    /// <summary>Windows whose test has a return above 0.</summary>
    public int InProfit => Windows.Count(window => window.Return > 0);

    public double MeanRank => Windows.Average(window => window.Rank);

    /// <exception cref="ArgumentException">The history is shorter than one window.</exception>
    public static WalkForwardRun Of(ReturnTable returns, WalkForwardScheme scheme)
    {
        WalkForwardScheme.Window[] dates = [.. scheme.Windows(returns.FirstDay, returns.Days)];
        if (dates.Length == 0)
        {
            throw new ArgumentException(
                $"{returns.Days} days from {returns.FirstDay:yyyy-MM-dd} have no {scheme.TrainMonths} whole months to "
                + $"train and {scheme.TestMonths} to test", nameof(scheme));
        }

        var sums = SharpeSums.Of(returns,
        [
            .. dates.Select(window => (DayOf(returns, window.TrainFrom), DayOf(returns, window.TestFrom))),
            .. dates.Select(window => (DayOf(returns, window.TestFrom), DayOf(returns, window.TestEnd))),
            (0, returns.Days),
        ]);
        WalkForwardWindow[] windows = [.. dates.Select((window, i) =>
            WindowOf(returns, window, Sharpes(sums[i], returns), Sharpes(sums[i + dates.Length], returns)))];
        double[] stitched = [.. windows.SelectMany(window => returns.Series(
            window.Chosen, DayOf(returns, window.Dates.TestFrom), DayOf(returns, window.Dates.TestEnd)))];
        var best = HighestOf(Sharpes(sums[^1], returns));
        var from = DayOf(returns, windows[0].Dates.TestFrom);
        return new WalkForwardRun(windows, stitched, best, returns.Series(best, from, from + stitched.Length));
    }

    /// <param name="returns">Of all sets.</param>
    /// <param name="dates">The window.</param>
    /// <param name="before">The sets' daily Sharpe ratios of the train.</param>
    /// <param name="after">Those of the test.</param>
    private static WalkForwardWindow WindowOf(
        ReturnTable returns, WalkForwardScheme.Window dates, double[] before, double[] after)
    {
        var (from, test, end) =
            (DayOf(returns, dates.TrainFrom), DayOf(returns, dates.TestFrom), DayOf(returns, dates.TestEnd));
        var chosen = HighestOf(before);
        var (train, tested) = (returns.Series(chosen, from, test), returns.Series(chosen, test, end));
        return new WalkForwardWindow
        {
            Dates = dates,
            TrainDays = train.Length,
            TestDays = tested.Length,
            Chosen = chosen,
            InSample = before[chosen] * YearRoot,
            OutOfSample = after[chosen] * YearRoot,
            InSampleGrowth = DailyFigures.Cagr(train),
            OutOfSampleGrowth = DailyFigures.Cagr(tested),
            Return = DailyFigures.TotalReturn(tested),
            Rank = 1 + after.Count(sharpe => sharpe > after[chosen]),
            MedianOutOfSample = Percentiles.Median(after) * YearRoot,
        };
    }

    /// <summary>Two losses would make a profit of a ratio.</summary>
    private static double Efficiency(double after, double before) => before > 0 ? after / before : double.NaN;

    private static double[] Sharpes(SharpeSums sums, ReturnTable returns)
    {
        var sharpes = new double[returns.Sets];
        sums.SharpesInto(sharpes);
        return sharpes;
    }

    private static int HighestOf(double[] sharpes) => Array.IndexOf(sharpes, sharpes.Max());

    private static int DayOf(ReturnTable returns, DateOnly day) => day.DayNumber - returns.FirstDay.DayNumber;
}
