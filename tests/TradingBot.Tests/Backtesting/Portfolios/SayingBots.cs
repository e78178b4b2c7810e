using TradingBot.Core.Accounts;
using TradingBot.Core.Backtesting.Fills;
using TradingBot.Core.Backtesting.Portfolios;
using TradingBot.Core.Charts;
using TradingBot.Core.Market;
using TradingBot.Core.Risk;
using TradingBot.Core.Risk.Breakers;
using TradingBot.Core.Risk.Sizing;

namespace TradingBot.Tests.Backtesting.Portfolios;

/// <summary>Bots of a portfolio that do what they are told, on candles that are written down.</summary>
internal static class SayingBots
{
    /// <summary>Unix seconds.</summary>
    public const long Midnight = 18_273 * 86_400L;

    public static PortfolioBot Add(PortfolioRun run, int minutes, Candle[] candles, params string[] words) =>
        Add(run, minutes, candles, size: 950, words);

    public static PortfolioBot Add(
        PortfolioRun run, int minutes, Candle[] candles, decimal size, params string[] words) =>
        Add(run, minutes, candles, size, FeeSchedule.Flat(0), words);

    /// <summary>
    /// A bot that does what it is told for so much money, at least for one unit; its budget is 1000, or what it needs.
    /// </summary>
    public static PortfolioBot Add(
        PortfolioRun run, int minutes, Candle[] candles, decimal size, FeeSchedule fees, params string[] words) =>
        run.Add(
            Backtests.Setup(SayingStrategy.Of(words), minutes) with
            {
                Instrument = Backtests.Bitcoin with { MinimumVolume = 1 },
                Limits = new RiskLimits(4),
                Cash = Math.Max(1000, size * 1.02m),
                Sizing = new QuoteAmount(size, "USD"),
                Cost = new MarketOrderCost(feeRate: 0, priceReserve: 0.01m),
                ShortTerms = null,
            },
            new FillModel(0, fees),
            BreakerLimits.Off,
            new CandleMemory(candles),
            neededWarmUp: 0);

    public static Candle[] Flat(int minutes, int count, double price = 100) =>
        [.. Enumerable.Range(0, count).Select(i => At(Midnight + i * minutes * 60L, price))];

    public static Candle At(long seconds, double open, double? close = null) => new(
        seconds, open, Math.Max(open, close ?? open), Math.Min(open, close ?? open), close ?? open, 1, tradeCount: 1);
}
