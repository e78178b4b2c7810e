namespace TradingBot.Data.Recordings.Rows;

/// <summary>A set of trade ids as the ranges it consists of.</summary>
internal sealed class IdRanges
{
    private readonly List<(long First, long Last)> _ranges = [];

    public bool IsEmpty => _ranges.Count == 0;

    /// <summary>The lowest id; null where there is none.</summary>
    public long? First => _ranges.Count == 0 ? null : _ranges[0].First;

    /// <summary>The highest id; null where there is none.</summary>
    public long? Last => _ranges.Count == 0 ? null : _ranges[^1].Last;

    /// <summary>Ids that are missing between those that are there, as the ids around them.</summary>
    public IEnumerable<(long Last, long Next)> Holes
    {
        get
        {
            for (var i = 1; i < _ranges.Count; i++)
                yield return (_ranges[i - 1].Last, _ranges[i].First);
        }
    }

    /// <returns>False if it is there already.</returns>
    public bool Add(long id)
    {
        var at = IndexBehind(id);
        if (at > 0 && id <= _ranges[at - 1].Last)
            return false;
        var joinsBefore = at > 0 && _ranges[at - 1].Last == id - 1;
        var joinsBehind = at < _ranges.Count && _ranges[at].First == id + 1;
        if (joinsBefore && joinsBehind)
        {
            _ranges[at - 1] = (_ranges[at - 1].First, _ranges[at].Last);
            _ranges.RemoveAt(at);
        }
        else if (joinsBefore)
        {
            _ranges[at - 1] = (_ranges[at - 1].First, id);
        }
        else if (joinsBehind)
        {
            _ranges[at] = (id, _ranges[at].Last);
        }
        else
        {
            _ranges.Insert(at, (id, id));
        }

        return true;
    }

    /// <summary>True if all ids between the two are there.</summary>
    public bool HasAllBetween(long last, long next)
    {
        var at = IndexBehind(last + 1);
        return at > 0 && _ranges[at - 1].Last >= next - 1;
    }

    /// <summary>How many ids between the two are missing.</summary>
    public long MissingBetween(long last, long next) => next - last - 1
        - _ranges.Sum(range => Math.Max(0, Math.Min(range.Last, next - 1) - Math.Max(range.First, last + 1) + 1));

    public IdRanges Copy()
    {
        var copy = new IdRanges();
        copy._ranges.AddRange(_ranges);
        return copy;
    }

    /// <summary>The first range that begins behind the id. Most ids are the next ones.</summary>
    private int IndexBehind(long id)
    {
        if (_ranges.Count == 0 || id >= _ranges[^1].First)
            return _ranges.Count;
        var (low, high) = (0, _ranges.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_ranges[middle].First > id)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }
}
