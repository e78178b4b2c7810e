namespace TradingBot.Core.Market.Figures;

/// <summary>
/// What a thing was in the last while: each state holds from its time until the next one's. No allocation once it has
/// reached its size.
/// </summary>
/// <param name="reach">How far back it knows, seen from the newest state.</param>
internal sealed class RecentStates<T>(TimeSpan reach)
    where T : struct
{
    private (DateTime Time, T State)[] _ring = new (DateTime, T)[64]; // a power of two
    private int _first;

    public int Count { get; private set; }

    /// <summary>From 0, the oldest.</summary>
    public ref readonly T this[int index] => ref At(index).State;

    public void Clear() => Count = 0;

    /// <param name="time">Not before the newest one's.</param>
    /// <param name="state">From then on.</param>
    public void Add(DateTime time, in T state)
    {
        // The newest one from before the reach stays: it is what was so at its beginning.
        while (Count > 1 && At(1).Time <= time - reach)
        {
            _first = (_first + 1) & (_ring.Length - 1);
            Count--;
        }

        if (Count == _ring.Length)
            Grow();
        At(Count++) = (time, state);
    }

    /// <summary>The state that held at a moment.</summary>
    /// <returns>Its index; -1 where it is not known.</returns>
    public int IndexAt(DateTime time)
    {
        var (low, high) = (0, Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (At(middle).Time <= time)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return high;
    }

    private ref (DateTime Time, T State) At(int index) => ref _ring[(_first + index) & (_ring.Length - 1)];

    private void Grow()
    {
        var larger = new (DateTime, T)[_ring.Length * 2];
        for (var i = 0; i < Count; i++)
            larger[i] = At(i);
        (_ring, _first) = (larger, 0);
    }
}
