using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Indicators;

/// <summary>Volume-weighted moving average of the last prices.</summary>
/// <param name="period">Candles, at least 1.</param>
/// <param name="source">The price it averages.</param>
public sealed class Vwma(int period, PriceSource source = PriceSource.Close) : IIndicator
{
    private RollingSum _money = new(period);
    private RollingSum _volume = new(period);

    /// <summary>
    /// In the unit of the price; NaN until <see cref="WarmUp"/> candles were seen, and where nothing was traded in the
    /// period.
    /// </summary>
    public double Value => _volume.Value == 0 ? double.NaN : _money.Value / _volume.Value;

    public int WarmUp => period;

    public void Add(in Candle candle)
    {
        _money.Add(source.Of(in candle) * candle.Volume);
        _volume.Add(candle.Volume);
    }
}
