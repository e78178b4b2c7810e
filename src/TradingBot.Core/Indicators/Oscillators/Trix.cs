using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Indicators;

/// <summary>TRIX: by how much the average of the average of the exponential average changed within a candle.</summary>
/// <param name="period">Of each average, at least 1.</param>
/// <param name="source">The price it follows.</param>
public sealed class Trix(int period, PriceSource source = PriceSource.Close) : IIndicator
{
    private readonly TripleAverage _averages = new(period);

    /// <summary>Percent of the value before; NaN until <see cref="WarmUp"/> candles were seen.</summary>
    public double Value { get; private set; } = double.NaN;

    public int WarmUp => 3 * period - 1;

    public void Add(in Candle candle)
    {
        var before = _averages.Third;
        _averages.Add(source.Of(in candle));
        Value = 100 * (_averages.Third - before) / before;
    }
}
