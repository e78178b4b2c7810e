using System.Runtime.CompilerServices;

namespace TradingBot.Core.Indicators;

/// <summary>
/// The sum of the last <c>length</c> values. Nothing is ever subtracted, so nothing drifts, values of one sign never
/// sum to the other, and a NaN is gone once it has left the window.
/// </summary>
/// <remarks>
/// One array is read and written in rounds: before <c>_next</c> stand the values of this round, from there on, for
/// each place, the sum from it to the end of the round before. One pass at the end of each round keeps it so.
/// </remarks>
internal struct RollingSum
{
    private readonly double[] _sums;
    private double _round;
    private int _next;
    private bool _full;

    /// <param name="length">Values, at least 1.</param>
    public RollingSum(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        _sums = new double[length];
    }

    /// <summary>NaN until <c>length</c> values were added.</summary>
    public readonly double Value => _full ? _sums[_next] + _round : double.NaN;

    /// <summary>Value / length.</summary>
    public readonly double Mean => Value / _sums.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double value)
    {
        _sums[_next] = value;
        _round += value;
        if (++_next == _sums.Length)
            EndRound();
    }

    private void EndRound()
    {
        for (var i = _sums.Length - 2; i >= 0; i--)
            _sums[i] += _sums[i + 1];
        _next = 0;
        _round = 0;
        _full = true;
    }
}
