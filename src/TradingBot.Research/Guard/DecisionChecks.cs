using TradingBot.Core.Backtesting;
using TradingBot.Core.Orders;
using TradingBot.Research.Trials;

namespace TradingBot.Research.Guard;

/// <summary>Runs a trial again under circumstances that should change none of its decisions.</summary>
internal static class DecisionChecks
{
    private const int Cuts = 4;

    /// <summary>
    /// Whether it knows the future: run on candles that end at each fifth of the time, it must fill what it fills on
    /// all of them up to there.
    /// </summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static DecisionCheck Truncation(TrialSetup setup, CancellationToken stop)
    {
        var whole = TrialRunner.Backtest(setup, long.MaxValue, stop);
        var fills = FillsOf(whole);
        var (start, end) = (whole.First.OpenSeconds, whole.Last.OpenSeconds);
        var (compared, different) = (0, 0);
        for (var cut = 1; cut <= Cuts; cut++)
        {
            var until = start + (end - start) / (Cuts + 1) * cut;
            var cutFills = FillsOf(TrialRunner.Backtest(setup, until, stop)).ToHashSet();
            var expected = fills.Where(fill => fill.Seconds < until).ToHashSet();
            compared += expected.Count;
            expected.SymmetricExceptWith(cutFills);
            different += expected.Count;
        }

        return new DecisionCheck(compared, different);
    }

    /// <summary>Whether it depends on where its warm-up begins: with twice the candles it must fill the same.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static DecisionCheck WarmUp(TrialSetup setup, CancellationToken stop)
    {
        var fills = FillsOf(TrialRunner.Backtest(setup, long.MaxValue, stop)).ToHashSet();
        var longer = setup with { WarmUp = 2 * setup.WarmUp };
        var compared = fills.Count;
        fills.SymmetricExceptWith(FillsOf(TrialRunner.Backtest(longer, long.MaxValue, stop)));
        return new DecisionCheck(compared, fills.Count);
    }

    private static IEnumerable<Decided> FillsOf(BacktestRun run)
    {
        var ledger = run.Engine.Ledger;
        foreach (var trade in ledger.Closed)
        {
            yield return Of(trade.Entry, isEntry: true);
            yield return Of(trade.Exit, isEntry: false);
        }

        foreach (var trade in ledger.Open)
            yield return Of(trade.Entry, isEntry: true);
    }

    private static Decided Of(in Fill fill, bool isEntry) => new(fill.Seconds, fill.Price, fill.Volume, isEntry);

    private readonly record struct Decided(long Seconds, decimal Price, decimal Volume, bool IsEntry);
}
