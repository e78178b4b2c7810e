using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Indicators;

/// <summary>
/// Money flow index: the part that candles with a rising typical price have in the money traded (typical price x
/// volume) by those that rise or fall.
/// </summary>
/// <param name="period">Movements, at least 1.</param>
public sealed class Mfi(int period) : IIndicator
{
    private RollingSum _rising = new(period);
    private RollingSum _falling = new(period);
    private double _before = double.NaN;

    /// <summary>
    /// 0 to 100, and 0 where no money moved a price; NaN until <see cref="WarmUp"/> candles were seen.
    /// </summary>
    public double Value { get; private set; } = double.NaN;

    /// <summary>True when it is ready and money has moved the price. Else 0 is not over-sold.</summary>
    public bool HasFlow => _rising.Value + _falling.Value > 0;

    public int WarmUp => period + 1;

    public void Add(in Candle candle)
    {
        var price = candle.Typical;
        var flow = price * candle.Volume;
        var (rising, falling) = (price - _before) switch
        {
            > 0 => (flow, 0.0),
            < 0 => (0.0, flow),
            0 => (0.0, 0.0),
            _ => (double.NaN, double.NaN),
        };
        _before = price;
        _rising.Add(rising);
        _falling.Add(falling);
        var moved = _rising.Value + _falling.Value;
        Value = moved == 0 ? 0 : 100 * _rising.Value / moved;
    }
}
