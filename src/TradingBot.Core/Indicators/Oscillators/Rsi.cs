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
    /// 0 to 100, and 0 where nothing has ever moved, as TA-Lib has it; it stands still while the price does; NaN until
    /// <see cref="WarmUp"/> candles were seen.
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

        _gain.AddMovement(Math.Max(change, 0));
        _loss.AddMovement(Math.Max(-change, 0));
        // without a change both averages shrink alike: their ratio stays, also when nothing is left of them
        if (change != 0 || double.IsNaN(Value))
            Value = Index(_gain.Value, _loss.Value);
    }

    /// <summary>
    /// From the smaller part, so that it rises with each gain as far as digits reach, and is exactly 100 without loss.
    /// </summary>
    private static double Index(double gain, double loss)
    {
        var movement = gain + loss;
        return movement == 0 ? 0 : loss < gain ? 100 - 100 * (loss / movement) : 100 * (gain / movement);
    }
}
