using TradingBot.Core.Charts;
using TradingBot.Core.Indicators;
using TradingBot.Core.Market;

namespace TradingBot.Core.Strategies.Catalog;

/// <summary>
/// MyCryptoBot's Bollinger bands: enters below the lower band, sells short above the upper one, leaves when the price
/// crosses its average.
/// </summary>
/// <remarks>
/// Decisions: a candle that crosses the average and passes a band as well counts as the crossing, as in the original.
/// </remarks>
public sealed class BollingerReversion(Chart chart, StrategySettings settings) : IStrategy
{
    private readonly BollingerBands _bands = chart.BollingerBands(
        settings.WholeNumber("average"), settings.Number("deviations"), settings.PriceSource());

    private readonly PriceSource _price = settings.PriceSource();
    private Cross _cross;
    private Stance _stance;
    private int _wanted;

    public int WarmUp => _bands.WarmUp + 1;

    public Signal OnCandleClosed(in Candle candle)
    {
        var price = _price.Of(in candle);
        if (_cross.Next(price - _bands.Middle, price) != 0)
            _wanted = 0;
        else if (Cross.SignOf(price - _bands.Upper, price) > 0)
            _wanted = -1;
        else if (Cross.SignOf(price - _bands.Lower, price) < 0)
            _wanted = 1;
        return _stance.Next(
            _wanted, "price is below the lower band", "price is back at its average", "price is above the upper band");
    }
}
