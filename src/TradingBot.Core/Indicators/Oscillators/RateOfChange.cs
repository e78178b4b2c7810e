using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Indicators;

/// <summary>How much the price differs from the one some candles ago, percent of that one.</summary>
/// <param name="period">Candles between the two, at least 1.</param>
/// <param name="source">The price it follows.</param>
public sealed class RateOfChange(int period, PriceSource source = PriceSource.Close) : IIndicator
{
    private Delay _then = new(period);

    /// <summary>Percent; NaN until <see cref="WarmUp"/> candles were seen.</summary>
    public double Value { get; private set; } = double.NaN;

    public int WarmUp => period + 1;

    public void Add(in Candle candle)
    {
        var price = source.Of(in candle);
        var then = _then.Next(price);
        Value = 100 * (price - then) / then;
    }
}
