using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Indicators;

/// <summary>
/// Aroon, Chande's: how lately the highest high and the lowest low were seen, 100 for this candle, 0 for the one a
/// period ago. Of equal ones the latest counts, as TA-Lib has it.
/// </summary>
/// <param name="period">Candles before the newest, at least 1.</param>
public sealed class Aroon(int period) : IIndicator
{
    private AgeOfExtreme _high = AgeOfExtreme.Highest(period);
    private AgeOfExtreme _low = AgeOfExtreme.Lowest(period);

    /// <summary>0 to 100; NaN until <see cref="WarmUp"/> candles were seen, as the others.</summary>
    public double Up => 100 * (period - _high.Value) / period;

    public double Down => 100 * (period - _low.Value) / period;

    /// <summary>Up minus down, -100 to 100.</summary>
    public double Oscillator => Up - Down;

    public int WarmUp => period + 1;

    public void Add(in Candle candle)
    {
        _high.Add(candle.High);
        _low.Add(candle.Low);
    }
}
