using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Indicators;

/// <summary>
/// Chaikin money flow: the mean place of the closes between low (-1) and high (1), each weighing its candle's volume. A
/// candle without range is in the middle.
/// </summary>
/// <param name="period">Candles, at least 1.</param>
public sealed class ChaikinMoneyFlow(int period) : IIndicator
{
    private RollingSum _flow = new(period);
    private RollingSum _volume = new(period);

    /// <summary>
    /// -1 to 1; NaN until <see cref="WarmUp"/> candles were seen, and where nothing was traded in the period.
    /// </summary>
    public double Value => _volume.Value == 0 ? double.NaN : _flow.Value / _volume.Value;

    public int WarmUp => period;

    public void Add(in Candle candle)
    {
        var (above, below) = (candle.Close - candle.Low, candle.High - candle.Close);
        var place = candle.High == candle.Low ? 0 : (above - below) / (candle.High - candle.Low);
        _flow.Add(place * candle.Volume);
        _volume.Add(candle.Volume);
    }
}
