using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Indicators;

/// <summary>
/// On-balance volume: the volume of candles that closed higher minus that of those that closed lower; begins with the
/// first candle's volume, as TA-Lib's does.
/// </summary>
public sealed class Obv : IIndicator
{
    private double _close;
    private bool _begun;

    /// <summary>Base units; NaN before the first candle.</summary>
    public double Value { get; private set; } = double.NaN;

    public int WarmUp => 1;

    public void Add(in Candle candle)
    {
        if (_begun)
        {
            Value += (candle.Close - _close) switch
            {
                > 0 => candle.Volume,
                < 0 => -candle.Volume,
                0 => 0,
                _ => double.NaN,
            };
        }
        else
        {
            Value = candle.Volume;
            _begun = true;
        }

        _close = candle.Close;
    }
}
