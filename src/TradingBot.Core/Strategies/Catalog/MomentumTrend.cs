using TradingBot.Core.Charts;
using TradingBot.Core.Indicators;
using TradingBot.Core.Market;

namespace TradingBot.Core.Strategies.Catalog;

/// <summary>MyCryptoBot's momentum: long while the mean return of the last candles is positive, short else.</summary>
/// <remarks>
/// Decisions: the mean of log returns is that of the first and last price, so its sign is their difference's.
/// A mean of zero changes nothing, where the original would be out.
/// </remarks>
public sealed class MomentumTrend(Chart chart, StrategySettings settings) : IStrategy
{
    private readonly Momentum _momentum = chart.Momentum(settings.WholeNumber("window"), settings.PriceSource());
    private Stance _stance;
    private int _wanted;

    public int WarmUp => _momentum.WarmUp;

    public Signal OnCandleClosed(in Candle candle)
    {
        if (Cross.SignOf(_momentum.Value, candle.Close) is not 0 and var side)
            _wanted = side;
        return _stance.Next(_wanted, "price has risen", "price has fallen", "price has fallen");
    }
}
