namespace TradingBot.Core.Indicators;

/// <summary>
/// How many values ago the highest or lowest was, of the newest value and the <c>length</c> before it; of equal ones
/// the latest. NaN while one of them is NaN.
/// </summary>
/// <remarks>
/// A queue of those values that may still become the extreme, each beaten by all before it. A value enters it once and
/// leaves it once.
/// </remarks>
internal struct AgeOfExtreme
{
    private readonly double _sign;
    private readonly double[] _values;
    private readonly long[] _places;
    private long _added;
    private long _unknown;
    private int _first;
    private int _count;

    private AgeOfExtreme(int length, double sign)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        _sign = sign;
        _values = new double[length + 1];
        _places = new long[length + 1];
    }

    /// <summary>0 to <c>length</c>; NaN until one more than that were added.</summary>
    public readonly double Value =>
        _added - _unknown < _values.Length ? double.NaN : _added - _places[_first];

    /// <param name="length">Values before the newest, at least 1.</param>
    public static AgeOfExtreme Highest(int length) => new(length, 1);

    /// <param name="length">Values before the newest, at least 1.</param>
    public static AgeOfExtreme Lowest(int length) => new(length, -1);

    public void Add(double value)
    {
        value *= _sign;
        _added++;
        if (double.IsNaN(value))
            (_unknown, _count) = (_added, 0);
        else
            Enter(value);
    }

    private void Enter(double value)
    {
        if (_count > 0 && _added - _places[_first] >= _values.Length)
            (_first, _count) = (Wrapped(_first + 1), _count - 1);
        while (_count > 0 && _values[Wrapped(_first + _count - 1)] <= value)
            _count--;
        var last = Wrapped(_first + _count++);
        (_values[last], _places[last]) = (value, _added);
    }

    private readonly int Wrapped(int at) => at < _values.Length ? at : at - _values.Length;
}
