using TradingBot.Core.Backtesting;
using TradingBot.Core.Charts;
using TradingBot.Core.Market;
using TradingBot.Tests;

namespace TradingBot.Benchmarks;

/// <summary>The full engine: indicators, strategy, exits, sizing, risk gate, simulated exchange, two books of money.</summary>
internal static class EngineBenchmark
{
    /// <summary>Runs a strategy over the candles as a backtest does, gaps looked for.</summary>
    public static BacktestRun Run(ReadOnlyMemory<Candle> candles, string strategy, params string[] settings)
    {
        var run = new BacktestRun(Backtests.Setup(strategy, minutes: 1, settings), Backtests.Fills());
        run.Run(new GapFiller(new CandleMemory(candles), new Timeframe(1), knownUntil: 0));
        return run;
    }
}
