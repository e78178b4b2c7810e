using TradingBot.Core.Accounts;
using TradingBot.Core.Backtesting;
using TradingBot.Core.Backtesting.Fills;
using TradingBot.Core.Charts;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Risk;
using TradingBot.Core.Risk.Sizing;
using TradingBot.Core.Strategies;
using TradingBot.Core.Strategies.Catalog;
using TradingBot.Exchanges.Kraken;

namespace TradingBot.Tests;

/// <summary>
/// Makes backtests in one line: XBT/USD, 0.002 units, one trade at a time, 0.26 % fee, unless a test says otherwise.
/// </summary>
internal static class Backtests
{
    /// <summary>As in a backtest, without today's smallest cost: candles at a price of 100 can be traded.</summary>
    public static Instrument Bitcoin { get; } = KrakenPairs.Find("XBTUSD")! with { MinimumNotional = 0 };

    /// <summary>The catalogue's strategies that can be tested on history.</summary>
    public static IEnumerable<string> Strategies => StrategyCatalog.All.Select(strategy => strategy.Name)
        .Where(name => !Setup(name).Strategy.Create(new Chart(new Timeframe(1)), Setup(name).Settings).NeedsBook);

    public static EngineSetup Setup(StrategyDefinition strategy, int minutes = 1, params string[] settings) => new()
    {
        Instrument = Bitcoin,
        Timeframe = new Timeframe(minutes),
        Strategy = strategy,
        Settings = StrategySettings.Of(
            strategy.Parameters, settings.Select(s => s.Split('=')).Select(s => KeyValuePair.Create(s[0], s[1]))),
        Sizing = new FixedVolume(0.002m, "XBT"),
        Limits = new RiskLimits(1),
        Cost = new MarketOrderCost(feeRate: 0.0026m, priceReserve: 0.01m),
        Cash = 100_000,
    };

    public static EngineSetup Setup(string strategy, int minutes = 1, params string[] settings) =>
        Setup(StrategyCatalog.Find(strategy)!, minutes, settings);

    /// <summary>Settings with which a strategy trades often, also on short candles.</summary>
    public static string[] Lively(string strategy) => strategy switch
    {
        "scalping" => ["fall=0.2", "rise=0.2"],
        _ => [],
    };

    public static FillModel Fills(decimal fee = 0.0026m, decimal slippage = 0) => new(slippage, FeeSchedule.Flat(fee));

    public static BacktestRun Run(EngineSetup setup, ReadOnlyMemory<Candle> candles, FillModel? fills = null)
    {
        var run = new BacktestRun(setup, fills ?? Fills());
        run.Run(new CandleMemory(candles));
        return run;
    }

    /// <summary>The first candles of the synthetic market, in the wanted timeframe.</summary>
    public static Candle[] Synthetic(int bars, int minutes = 1)
    {
        ICandleSource source = new SyntheticMarket(bars);
        var end = SyntheticMarket.Start + bars * 60L;
        return All(minutes == 1 ? source : new Resampler(source, new Timeframe(1), new Timeframe(minutes), end));
    }

    public static Candle[] All(ICandleSource source)
    {
        var all = new List<Candle>();
        for (var batch = source.Next(); !batch.IsEmpty; batch = source.Next())
            all.AddRange(batch.Span);
        return [.. all];
    }
}
