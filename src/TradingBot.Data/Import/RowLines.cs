namespace TradingBot.Data.Import;

/// <summary>
/// In which line of its file a row stands: rows are counted without the header, empty lines and rows that are left out.
/// </summary>
internal sealed class RowLines
{
    /// <summary>A file with more holes than this is not worth the memory.</summary>
    private const int MaxKept = 1 << 16;

    private readonly List<(long Row, long Others)> _others = [];

    /// <summary>Tells of lines that are no rows.</summary>
    /// <param name="row">Number of rows before them.</param>
    /// <param name="count">How many.</param>
    public void Skip(long row, int count = 1)
    {
        var others = (_others.Count == 0 ? 0 : _others[^1].Others) + count;
        if (_others.Count > 0 && _others[^1].Row == row)
            _others[^1] = (row, others);
        else if (_others.Count < MaxKept)
            _others.Add((row, others));
        else
            _others[^1] = (_others[^1].Row, others);
    }

    /// <summary>The line of a row, counted from 1.</summary>
    /// <param name="row">Counted from 0.</param>
    public long LineOf(long row)
    {
        var at = _others.FindLastIndex(other => other.Row <= row);
        return row + 1 + (at < 0 ? 0 : _others[at].Others);
    }
}
