using System.Runtime.CompilerServices;

namespace TradingBot.Core.Indicators;

/// <summary>
/// The highest or lowest of the last <c>length</c> values; NaN while one of them is NaN. Works as
/// <see cref="RollingSum"/> does: extremes of the rest of the round before, and the extreme of this round.
/// </summary>
internal struct RollingExtreme
{
    private readonly double _sign;
    private readonly double[] _highest;
    private double _round = double.NegativeInfinity;
    private int _next;
    private bool _full;

    private RollingExtreme(int length, double sign)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        _sign = sign;
        _highest = new double[length];
    }

    /// <summary>NaN until <c>length</c> values were added.</summary>
    public readonly double Value => _full ? _sign * Math.Max(_highest[_next], _round) : double.NaN;

    /// <param name="length">Values, at least 1.</param>
    public static RollingExtreme Highest(int length) => new(length, 1);

    /// <param name="length">Values, at least 1.</param>
    public static RollingExtreme Lowest(int length) => new(length, -1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double value)
    {
        value *= _sign;
        _highest[_next] = value;
        _round = Math.Max(_round, value);
        if (++_next == _highest.Length)
            EndRound();
    }

    private void EndRound()
    {
        for (var i = _highest.Length - 2; i >= 0; i--)
            _highest[i] = Math.Max(_highest[i], _highest[i + 1]);
        _next = 0;
        _round = double.NegativeInfinity;
        _full = true;
    }
}
