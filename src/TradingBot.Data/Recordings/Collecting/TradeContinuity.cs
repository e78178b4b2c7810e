using TradingBot.Core.Market;

namespace TradingBot.Data.Recordings.Collecting;

/// <summary>
/// Which trades of a pair have come. Ids count up by one, so what is missing shows at once; it is a hole until it has
/// been fetched. Safe for the receiving thread and the one that fetches.
/// </summary>
internal sealed class TradeContinuity
{
    private readonly Lock _guard = new();
    private readonly LinkedList<TradeHole> _holes = [];
    private TradeMark? _newest;

    /// <param name="stored">What the recording has already; rising in id.</param>
    public TradeContinuity(IEnumerable<TradeMark> stored)
    {
        foreach (var mark in stored)
            Take(mark);
    }

    /// <summary>The newest trade that has come; null before the first.</summary>
    public TradeMark? Newest
    {
        get
        {
            lock (_guard)
                return _newest;
        }
    }

    /// <summary>The hole to fetch next, the oldest; null where nothing is missing.</summary>
    public TradeHole? Oldest
    {
        get
        {
            lock (_guard)
                return _holes.First?.Value;
        }
    }

    public int HoleCount
    {
        get
        {
            lock (_guard)
                return _holes.Count;
        }
    }

    /// <summary>Trades that are missing in all.</summary>
    public long Missing
    {
        get
        {
            lock (_guard)
                return _holes.Sum(hole => hole.Count);
        }
    }

    /// <summary>Takes trades as they came, in whatever order and however often.</summary>
    /// <returns>True where they left a hole.</returns>
    public bool Take(ReadOnlySpan<Trade> trades)
    {
        var marks = new TradeMark[trades.Length];
        for (var i = 0; i < trades.Length; i++)
            marks[i] = new TradeMark(trades[i].Id, trades[i].Time);
        Array.Sort(marks, (one, other) => one.Id.CompareTo(other.Id));
        lock (_guard)
        {
            var before = _holes.Count;
            foreach (var mark in marks)
                Take(mark);
            return _holes.Count > before;
        }
    }

    /// <summary>A hole has been fetched as far as the exchange has it.</summary>
    public void Fetched(TradeHole hole)
    {
        lock (_guard)
            _holes.Remove(hole);
    }

    private void Take(TradeMark mark)
    {
        if (_newest is { } newest)
        {
            if (mark.Id <= newest.Id)
                return; // a repeat, or a part of a hole, which is fetched whole
            if (mark.Id > newest.Id + 1)
                _holes.AddLast(new TradeHole(newest, mark));
        }

        _newest = mark;
    }
}

/// <summary>A trade as far as continuity is concerned.</summary>
/// <param name="Id">The exchange's, consecutive per pair.</param>
/// <param name="Time">Exchange time, UTC.</param>
internal readonly record struct TradeMark(long Id, DateTime Time);

/// <summary>Trades that are missing.</summary>
/// <param name="After">The last before them.</param>
/// <param name="Before">The first behind them.</param>
internal sealed record TradeHole(TradeMark After, TradeMark Before)
{
    /// <summary>How many ids.</summary>
    public long Count => Before.Id - After.Id - 1;
}
