using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Indicators;

/// <summary>
/// Relative strength index, Wilder's: the part that gains have in the average movement from candle to candle.
/// </summary>
/// <param name="period">Movements, at least 1.</param>
/// <param name="source">The price it follows.</param>
public sealed class Rsi(int period, PriceSource source = PriceSource.Close) : IIndicator
{
    private readonly ExponentialAverage _gain = ExponentialAverage.Wilder(period);
    private readonly ExponentialAverage _loss = ExponentialAverage.Wilder(period);
    private double _before = double.NaN;
    private bool _begun;

    /// <summary>
    /// 0 to 100, and 0 where nothing has ever moved, as TA-Lib has it; NaN until <see cref="WarmUp"/> candles were
    /// seen.
    /// </summary>
    public double Value { get; private set; } = double.NaN;

    public int WarmUp => period + 1;

    public void Add(in Candle candle)
    {
        var price = source.Of(in candle);
        var change = price - _before;
        _before = price;
        if (!_begun)
        {
            _begun = true;
            return;
        }

        _gain.Add(Math.Max(change, 0));
        _loss.Add(Math.Max(-change, 0));
        var movement = _gain.Value + _loss.Value;
        Value = movement == 0 ? 0 : 100 * _gain.Value / movement;
    }
}
