namespace TradingBot.Core.Indicators;

/// <summary>The arithmetic behind <see cref="LinearRegressionSlope"/>, over any series of numbers.</summary>
internal sealed class SlopeOfValues
{
    private readonly RollingMoments _values;
    private readonly double _squaresOfPlaces;

    /// <param name="period">Values, at least 2.</param>
    public SlopeOfValues(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        _values = new RollingMoments(period);
        _squaresOfPlaces = period * ((double)period * period - 1) / 12;
    }

    /// <summary>NaN until <c>period</c> values were added.</summary>
    public double Value => _values.Trend / _squaresOfPlaces;

    public void Add(double value) => _values.Add(value);
}
