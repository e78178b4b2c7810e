using TradingBot.Data.Recordings;

namespace TradingBot.Data.Followers.Files;

/// <summary>The places of all series that one follower writes into a directory, in a file of their own.</summary>
/// <param name="directory">Made, if it is not there.</param>
/// <param name="name">What the file is called after.</param>
internal sealed class FileCursors(string directory, string name)
{
    private readonly Dictionary<RecordedSeries, FileCursor> _cursors = [];
    private string _recording = "";

    private string Path => System.IO.Path.Combine(directory, $"cursors.{name}.json");

    /// <summary>Reads what is there.</summary>
    /// <returns>How far the recording's series have got.</returns>
    /// <exception cref="StoreException">It is not ours.</exception>
    public IReadOnlyDictionary<RecordedSeries, SeriesCursor> Open(string recording)
    {
        _recording = recording;
        _cursors.Clear();
        DurableFiles.CreateFolder(directory);
        var known = new Dictionary<RecordedSeries, SeriesCursor>();
        foreach (var stored in FileCursorJson.Read(Path))
        {
            if (stored.Parse() is not var (series, cursor))
                throw new StoreException($"{Path}: is not understood", StoreTrouble.Conflict);
            _cursors[series] = stored;
            if (stored.Recording == recording)
                known[series] = cursor;
        }

        return known;
    }

    /// <summary>Where a series was before these rows; null where there is nothing of it.</summary>
    /// <exception cref="StoreException">What is there is of another recording.</exception>
    public FileCursor? Before(SegmentRows rows)
    {
        if (!_cursors.TryGetValue(rows.Series, out var before))
            return null;
        return before.Recording == _recording
            ? before
            : throw new StoreException(
                $"the {rows.Series} there are of another recording; use another directory", StoreTrouble.Conflict);
    }

    /// <summary>Moves a series behind these rows, which are on the disk.</summary>
    /// <param name="rows">What was written.</param>
    /// <param name="bytes">How long the file that grows is.</param>
    /// <param name="ticker">Of a ticker: where it is.</param>
    public void Save(SegmentRows rows, long bytes, TickerPlace? ticker = null)
    {
        _cursors[rows.Series] = new FileCursor(
            rows.Name.Exchange,
            rows.Name.Symbol,
            rows.Series.KindText,
            _recording,
            $"{rows.After.Hour}",
            rows.After.Rows,
            rows.After.IsWhole,
            bytes)
        {
            Ticker = ticker,
        };
        FileCursorJson.Write(Path, [.. _cursors.Values.OrderBy(cursor => $"{cursor.Exchange}:{cursor.Symbol}")]);
    }
}
