using TradingBot.Core;
using TradingBot.Core.Backtesting;
using TradingBot.Core.Backtesting.Statistics;

namespace TradingBot.Research.Trials;

/// <summary>Runs a trial: the very backtest that the command line runs with the same settings.</summary>
internal static class TrialRunner
{
    /// <summary>
    /// Runs it to the end. A strategy is somebody's code and may throw anything, also where it is made: that costs its
    /// own trial, and no other.
    /// </summary>
    /// <param name="setup">Makes what is run.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="InvariantViolatedException">A mistake in this program.</exception>
    public static TrialResult Run(Func<TrialSetup> setup, CancellationToken stop)
    {
        try
        {
            return RunToEnd(setup(), stop);
        }
        catch (Exception failure) when (
            failure is not (OperationCanceledException or InvariantViolatedException or OutOfMemoryException))
        {
            return TrialResult.Failed(failure.Message);
        }
    }

    /// <summary>The backtest itself, for what its figures do not tell.</summary>
    /// <param name="setup">What is run.</param>
    /// <param name="until">Candles that open then or later are left out; unix seconds.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static BacktestRun Backtest(TrialSetup setup, long until, CancellationToken stop)
    {
        var run = new BacktestRun(setup.Engine, setup.Fills, setup.Breakers) { NeededWarmUp = setup.NeededWarmUp };
        var timeframe = setup.Engine.Timeframe;
        var from = timeframe.OpenOf(setup.Engine.TradeFrom) - setup.WarmUp * timeframe.Seconds;
        return run.Run(setup.History.From(from, until), stop) ? run : throw new OperationCanceledException(stop);
    }

    private static TrialResult RunToEnd(TrialSetup setup, CancellationToken stop)
    {
        var run = Backtest(setup, long.MaxValue, stop);
        if (run.Candles == 0)
            return TrialResult.Failed("there is no candle to trade on");
        var performance = Performance.Of(run, setup.Fills);
        return new TrialResult(ReportFigures.Of(performance), FirstDay(run.Equity!), performance.Returns.Daily);
    }

    /// <summary>The first midnight after the beginning, or the beginning itself if it is one.</summary>
    private static DateOnly FirstDay(EquityCurve equity)
    {
        var start = equity.Points[0].Seconds;
        var midnight = (start + EquityCurve.Day - 1) / EquityCurve.Day * EquityCurve.Day;
        return DateOnly.FromDateTime(DateTime.UnixEpoch.AddSeconds(midnight));
    }
}
