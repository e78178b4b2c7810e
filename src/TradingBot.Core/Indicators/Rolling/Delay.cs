namespace TradingBot.Core.Indicators;

/// <summary>Gives each value back a fixed number of values later; NaN until then.</summary>
internal struct Delay
{
    private readonly double[] _values;
    private int _next;

    /// <param name="length">How much later, at least 1.</param>
    public Delay(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        _values = new double[length];
        Array.Fill(_values, double.NaN);
    }

    /// <returns>The value of <c>length</c> calls ago.</returns>
    public double Next(double value)
    {
        var then = _values[_next];
        _values[_next] = value;
        if (++_next == _values.Length)
            _next = 0;
        return then;
    }
}
