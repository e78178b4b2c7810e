using TradingBot.Core.Charts;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Risk;
using TradingBot.Core.Simulation;
using TradingBot.Core.Strategies;
using TradingBot.Core.Trading;
using TradingBot.Core.Trading.Sizing;
using TradingBot.Kraken;

namespace TradingBot.Benchmarks;

/// <summary>
/// The full engine: indicators, strategy, exit rules, sizing, risk gate, simulated exchange, two books of money.
/// </summary>
internal static class EngineBenchmark
{
    /// <summary>Runs a strategy over the candles as a backtest does, gaps checked.</summary>
    public static BacktestRun Run(ReadOnlyMemory<Candle> candles, string strategy, params string[] settings)
    {
        var definition = StrategyCatalog.Find(strategy)!;
        var setup = new EngineSetup
        {
            Instrument = KrakenPairs.Find("XBTUSD")!,
            Timeframe = new Timeframe(1),
            Strategy = definition,
            Settings = StrategySettings.Of(
                definition.Parameters, settings.Select(s => s.Split('=')).Select(s => KeyValuePair.Create(s[0], s[1]))),
            Sizing = new FixedVolume(0.002m, "XBT"),
            Limits = new RiskLimits(1),
            Cost = new MarketOrderCost(feeRate: 0.0026m, priceReserve: 0.01m),
            Cash = 100_000,
        };
        var run = new BacktestRun(setup, new FillModel(Slippage: 0, FeeSchedule.Flat(0.0026m)));
        run.Run(new GapFiller(new CandleMemory(candles), setup.Timeframe, knownUntil: 0));
        return run;
    }
}
