using TradingBot.Bots;
using TradingBot.Core.Backtesting;
using TradingBot.Core.Backtesting.Fills;
using TradingBot.Core.Charts;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Kraken;
using TradingBot.Modes;
using TradingBot.Research.Trials;

namespace TradingBot.Tests.Research.Trials;

/// <summary>Trials for tests, on hours of the synthetic market.</summary>
internal static class HourlyTrials
{
    public const long End = 1_601_510_400; // 2020-10-01

    private const long Start = 1_583_020_800; // 2020-03-01

    public static TrialSetup SetupOf(string strategy, IEnumerable<string> settings)
    {
        var bot = LoadedBot.Of(new BotDefinition
        {
            Venue = "kraken",
            Pair = "XBTUSD",
            Period = 60,
            Strategy = new StrategyChoice(
                strategy, settings.Select(text => text.Split('=')).ToDictionary(pair => pair[0], pair => pair[1])),
            Size = TradeSize.Parse("95%", "USD"),
            MaximumTrades = 1,
        });
        var options = new BacktestOptions { Instrument = KrakenPairs.Find("XBTUSD")!, Start = Start, End = End };
        var fills = new FillModel(options.Slippage, Backtest.FeesOf(bot.Definition, options));
        return new TrialSetup(bot.SetupOn(Backtest.FactsOf(bot.Definition, options, fills)), fills, Hours)
        {
            NeededWarmUp = bot.Strategy.WarmUp,
            WarmUp = CandleData.WarmUpOf(bot),
        };
    }

    private static CandleHistory Hours { get; } = CandleHistory.Filled(
        new Resampler(
            new SyntheticMarket((int)((End - SyntheticMarket.Start) / 60)), new Timeframe(1), new Timeframe(60), End),
        new Timeframe(60),
        End);
}
