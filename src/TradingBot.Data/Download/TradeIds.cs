namespace TradingBot.Data.Download;

/// <summary>
/// Which trades of a tape have been read. Their ids are consecutive, so a trade that comes a second time is known, and
/// so are those between two ids that never came. Of gaps beyond <see cref="MostGaps"/> only their number is kept.
/// </summary>
internal sealed class TradeIds
{
    public const int MostGaps = 1000;

    private readonly List<MissingTrades> _gaps = []; // rising
    private long _last;
    private long _lastSeconds;
    private long _first;
    private bool _isUnwritten;

    /// <summary>The newest gaps, rising.</summary>
    public IReadOnlyList<MissingTrades> Gaps => _gaps;

    /// <summary>Gaps before those, which are no longer told apart.</summary>
    public (long Gaps, long Trades) Older { get; private set; }

    /// <summary>All that is missing.</summary>
    public (long Gaps, long Trades) Missing =>
        (Older.Gaps + _gaps.Count, Older.Trades + _gaps.Sum(gap => gap.Count));

    /// <returns>False for one that was there before.</returns>
    public bool TryAdd(long id, long unixSeconds)
    {
        if (_first == 0)
            (_first, _last, _lastSeconds) = (id, id, unixSeconds);
        else if (id > _last)
            Extend(id, unixSeconds);
        else if (id < _first)
            ExtendBackwards(id, unixSeconds);
        else if (_gaps.FindIndex(gap => gap.FirstId <= id && id <= gap.LastId) is >= 0 and var at)
            Fill(at, id, unixSeconds);
        else
            return false;
        return true;
    }

    /// <param name="writer">Gets the gaps only if they have changed: mostly there are no new ones.</param>
    /// <param name="whole">True: the gaps in any case.</param>
    public void Write(BinaryWriter writer, bool whole)
    {
        writer.Write(_first);
        writer.Write(_last);
        writer.Write(_lastSeconds);
        writer.Write(_isUnwritten || whole);
        if (!_isUnwritten && !whole)
            return;
        writer.Write(Older.Gaps);
        writer.Write(Older.Trades);
        writer.Write(_gaps.Count);
        foreach (var gap in _gaps)
        {
            writer.Write(gap.FirstId);
            writer.Write(gap.LastId);
            writer.Write(gap.AfterSeconds);
            writer.Write(gap.BeforeSeconds);
        }

        _isUnwritten = false;
    }

    /// <summary>Takes over what was written later than what this one knows.</summary>
    public void Read(BinaryReader reader)
    {
        (_first, _last, _lastSeconds) = (reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());
        if (!reader.ReadBoolean())
            return;
        Older = (reader.ReadInt64(), reader.ReadInt64());
        _gaps.Clear();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            _gaps.Add(new MissingTrades(
                reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64()));
        }
    }

    private void Extend(long id, long unixSeconds)
    {
        if (id > _last + 1)
        {
            _gaps.Add(new MissingTrades(_last + 1, id - 1, _lastSeconds, unixSeconds));
            _isUnwritten = true;
        }

        if (_gaps.Count > MostGaps)
        {
            Older = (Older.Gaps + 1, Older.Trades + _gaps[0].Count);
            _gaps.RemoveAt(0);
        }

        (_last, _lastSeconds) = (id, unixSeconds);
    }

    /// <summary>Trades of the first instant may come in any order.</summary>
    private void ExtendBackwards(long id, long unixSeconds)
    {
        if (id < _first - 1)
        {
            _gaps.Insert(0, new MissingTrades(id + 1, _first - 1, unixSeconds, unixSeconds));
            _isUnwritten = true;
        }

        _first = id;
    }

    /// <summary>A trade that comes later than one of a higher id.</summary>
    private void Fill(int at, long id, long unixSeconds)
    {
        var gap = _gaps[at];
        _gaps.RemoveAt(at);
        _isUnwritten = true;
        if (id < gap.LastId)
            _gaps.Insert(at, gap with { FirstId = id + 1, AfterSeconds = unixSeconds });
        if (id > gap.FirstId)
            _gaps.Insert(at, gap with { LastId = id - 1, BeforeSeconds = unixSeconds });
    }
}
