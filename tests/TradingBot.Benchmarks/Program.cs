using System.Diagnostics;
using TradingBot.Core.Charts;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Risk;
using TradingBot.Core.Simulation;
using TradingBot.Core.Strategies;
using TradingBot.Core.Trading;
using TradingBot.Core.Trading.Sizing;
using TradingBot.Kraken;

var t0 = Stopwatch.GetTimestamp();
var list = new List<Candle>();
var m = new SyntheticMarket();
for (var b = m.Next(); !b.IsEmpty; b = m.Next()) list.AddRange(b.Span);
var all = list.ToArray();
Console.WriteLine($"synthetic {Stopwatch.GetElapsedTime(t0).TotalMilliseconds:F1} ms");
for (var r = 0; r < 200; r++)
{
    var def = StrategyCatalog.Find("macd-cross")!;
    var setup = new EngineSetup
    {
        Instrument = KrakenPairs.Find("XBTUSD")!, Timeframe = new Timeframe(1), Strategy = def,
        Settings = StrategySettings.Of(def.Parameters, args.Select(a => KeyValuePair.Create(a.Split('=')[0], a.Split('=')[1]))), Sizing = new FixedVolume(0.002m, "XBT"), Limits = new RiskLimits(1),
        Cost = new MarketOrderCost(0.0026m, 0.01m), Cash = 100_000,
    };
    var run = new BacktestRun(setup, new FillModel(0, FeeSchedule.Flat(0.0026m)));
    var before = GC.GetAllocatedBytesForCurrentThread();
    t0 = Stopwatch.GetTimestamp();
    run.Run(new GapFiller(new CandleMemory(all), new Timeframe(1)));
    var ms = Stopwatch.GetElapsedTime(t0).TotalMilliseconds;
    var l = run.Engine.Ledger;
    Console.WriteLine($"gc {GC.CollectionCount(0)}/{GC.CollectionCount(1)}/{GC.CollectionCount(2)} pause {GC.GetTotalPauseDuration().TotalMilliseconds:F1} {ms:F1} ms {all.Length / ms / 1000:F1} M/s alloc {(GC.GetAllocatedBytesForCurrentThread() - before) / 1e6:F1} MB closed {l.Closed.Count} fees {l.Fees} net {l.Equity((decimal)run.Engine.LastClose) - l.StartCash} amb {run.AmbiguousCandles}");
}
return 0;
