namespace TradingBot.Core.Indicators;

/// <summary>
/// Mean, squared deviations and trend of the last <c>length</c> values. Works as <see cref="RollingSum"/> does, with
/// figures about the mean in place of sums: they can be joined without subtracting large numbers, and equal values
/// deviate by exactly 0.
/// </summary>
internal sealed class RollingMoments
{
    private readonly Moments[] _rest;
    private Moments _round;
    private int _next;
    private bool _full;

    /// <param name="length">Values, at least 1.</param>
    public RollingMoments(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        _rest = new Moments[length];
    }

    /// <summary>NaN until <c>length</c> values were added, as all figures here.</summary>
    public double Mean { get; private set; } = double.NaN;

    /// <summary>The sum of the squared differences from the mean.</summary>
    public double Squares { get; private set; } = double.NaN;

    /// <summary>The sum of (place - mean place) x (value - mean), the places being 0, 1, 2 and so on.</summary>
    public double Trend { get; private set; } = double.NaN;

    public void Add(double value)
    {
        _rest[_next].Mean = value;
        _round.Append(value, _next);
        if (++_next == _rest.Length)
            EndRound();
        else if (_full)
            Join();
    }

    private void EndRound()
    {
        var rest = default(Moments);
        for (var i = _rest.Length - 1; i >= 0; i--)
        {
            rest.Prepend(_rest[i].Mean, _rest.Length - 1 - i);
            _rest[i] = rest;
        }

        (Mean, Squares, Trend) = (rest.Mean, rest.Squares, rest.Trend);
        _next = 0;
        _round = default;
        _full = true;
    }

    private void Join()
    {
        ref readonly var rest = ref _rest[_next];
        var apart = _round.Mean - rest.Mean;
        double length = _rest.Length;
        var weight = _next * (length - _next);
        Mean = rest.Mean + apart * (_next / length);
        Squares = rest.Squares + _round.Squares + apart * apart * (weight / length);
        Trend = rest.Trend + _round.Trend + apart * weight / 2;
    }

    /// <summary>The figures of some consecutive values.</summary>
    private struct Moments
    {
        public double Mean;
        public double Squares;
        public double Trend;

        public void Append(double value, int count) => Take(value, count, 1);

        public void Prepend(double value, int count) => Take(value, count, -1);

        /// <param name="value">The next value, at one end.</param>
        /// <param name="count">Values taken before.</param>
        /// <param name="direction">1: after them, -1: before them.</param>
        private void Take(double value, int count, int direction)
        {
            var before = value - Mean;
            Mean += before / (count + 1);
            if (count == 0)
                return;
            var after = value - Mean;
            Squares += before * after;
            Trend += direction * (count + 1) * after / 2;
        }
    }
}
