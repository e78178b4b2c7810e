using TradingBot.Core.Charts;
using TradingBot.Core.Market;
using TradingBot.Core.Strategies;

namespace TradingBot.Tests.Strategies;

/// <summary>What a strategy says, without an engine around it.</summary>
internal static class SignalsOf
{
    /// <summary>The signals that are some, each with its candle's place.</summary>
    public static List<(int Candle, SignalKind Kind)> Prices(string strategy, double[] prices, params string[] settings) =>
        Candles(strategy, [.. prices.Select((price, i) => Candle.Flat(i * 60L, price))], settings);

    public static List<(int Candle, SignalKind Kind)> Candles(string strategy, Candle[] candles, params string[] settings)
    {
        var setup = Backtests.Setup(strategy, 1, settings);
        var chart = new Chart(new Timeframe(1));
        return Strategy(setup.Strategy.Create(chart, setup.Settings), chart, candles);
    }

    /// <param name="strategy">Made on the chart.</param>
    /// <param name="chart">Without a candle yet.</param>
    /// <param name="candles">To be shown to both.</param>
    public static List<(int Candle, SignalKind Kind)> Strategy(IStrategy strategy, Chart chart, Candle[] candles)
    {
        var signals = new List<(int, SignalKind)>();
        for (var i = 0; i < candles.Length; i++)
        {
            chart.Add(in candles[i]);
            if (strategy.OnCandleClosed(in candles[i]).Kind is not SignalKind.None and var kind)
                signals.Add((i, kind));
        }

        return signals;
    }
}
