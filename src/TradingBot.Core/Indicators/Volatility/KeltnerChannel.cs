using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Indicators;

/// <summary>Keltner channel: the exponential average, and bands so many average true ranges from it.</summary>
/// <param name="period">Of the average, at least 1.</param>
/// <param name="ranges">Distance of the bands, average true ranges.</param>
/// <param name="rangePeriod">Of the average true range, at least 1.</param>
/// <param name="source">The price it averages.</param>
public sealed class KeltnerChannel(
    int period, double ranges = 2, int rangePeriod = 10, PriceSource source = PriceSource.Close) : IIndicator
{
    private readonly Ema _middle = new(period, source);
    private readonly Atr _range = new(rangePeriod);

    /// <summary>The average, quote currency; NaN until it is ready.</summary>
    public double Middle => _middle.Value;

    public double Upper => Middle + ranges * _range.Value;

    public double Lower => Middle - ranges * _range.Value;

    public int WarmUp => Math.Max(_middle.WarmUp, _range.WarmUp);

    public void Add(in Candle candle)
    {
        _middle.Add(in candle);
        _range.Add(in candle);
    }
}
