namespace TradingBot.Core.Indicators;

/// <summary>
/// The arithmetic behind <see cref="Dema"/>, <see cref="Tema"/> and <see cref="Trix"/>: an exponential average, its own
/// and that one's own, each seeded with the mean of the first values of the one before, as TA-Lib's are.
/// </summary>
/// <param name="period">Of each, at least 1.</param>
internal sealed class TripleAverage(int period)
{
    private readonly ExponentialAverage _first = new(period);
    private readonly ExponentialAverage _second = new(period);
    private readonly ExponentialAverage _third = new(period);

    /// <summary>NaN until <c>period</c> values were added.</summary>
    public double First => _first.Value;

    /// <summary>NaN until <c>2 period - 1</c> values were added.</summary>
    public double Second => _second.Value;

    /// <summary>NaN until <c>3 period - 2</c> values were added.</summary>
    public double Third => _third.Value;

    public void Add(double value)
    {
        _first.Add(value);
        if (_first.IsSeeded)
            _second.Add(_first.Value);
        if (_second.IsSeeded)
            _third.Add(_second.Value);
    }
}
