namespace TradingBot.Core.Indicators;

/// <summary>The arithmetic behind <see cref="Wma"/> and <see cref="Hma"/>, over any series of numbers.</summary>
/// <param name="period">Values, at least 1: the oldest weighs 1, the newest <c>period</c>.</param>
internal sealed class WeightedAverage(int period)
{
    private readonly RollingMoments _values = new(period);

    /// <summary>NaN until <c>period</c> values were added.</summary>
    public double Value => _values.Mean + _values.Trend / (period * (period + 1.0) / 2);

    public void Add(double value) => _values.Add(value);
}
