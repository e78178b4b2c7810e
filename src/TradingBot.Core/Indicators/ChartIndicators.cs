using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Indicators;

/// <summary>Every indicator by its market name: <c>chart.Ema(20)</c>.</summary>
public static class ChartIndicators
{
    public static Ema Ema(this Chart chart, int period, PriceSource source = PriceSource.Close) =>
        chart.Draw(new Ema(period, source));

    public static Sma Sma(this Chart chart, int period, PriceSource source = PriceSource.Close) =>
        chart.Draw(new Sma(period, source));

    public static Macd Macd(
        this Chart chart,
        int fast,
        int slow,
        int signal,
        PriceSource source = PriceSource.Close,
        MacdSeeding seeding = MacdSeeding.OwnValues) =>
        chart.Draw(new Macd(fast, slow, signal, source, seeding));
}
