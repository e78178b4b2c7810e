using TradingBot.Core.Charts;
using TradingBot.Core.Indicators;
using TradingBot.Core.Market;

namespace TradingBot.Core.Strategies.Catalog;

/// <summary>MyCryptoBot's moving average: long while the price is above its average, short else.</summary>
/// <remarks>
/// Decisions: with the trend, as its library now has it; the seed was in while the price was below.
/// A price on its average changes nothing, where the seed could give no signal at all.
/// </remarks>
public sealed class MovingAverageTrend(Chart chart, StrategySettings settings) : IStrategy
{
    private readonly ChosenAverage _average = new(chart, settings, "average");
    private readonly PriceSource _price = settings.PriceSource();
    private Stance _stance;
    private int _wanted;

    public int WarmUp => _average.WarmUp;

    public Signal OnCandleClosed(in Candle candle)
    {
        var price = _price.Of(in candle);
        if (Cross.SignOf(price - _average.Value, price) is not 0 and var side)
            _wanted = side;
        const string below = "price is below its average";
        return _stance.Next(_wanted, "price is above its average", below, below);
    }
}
