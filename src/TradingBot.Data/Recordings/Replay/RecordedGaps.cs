using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Segments;

namespace TradingBot.Data.Recordings.Replay;

/// <summary>What is missing of a pair in a range of hours.</summary>
internal sealed class RecordedGaps
{
    private const string NotRecorded = "not recorded";

    private readonly List<RecordedGap> _book = [];
    private readonly List<RecordedGap> _trades = [];
    private readonly HashSet<(long Last, long Next)> _lost = [];

    private RecordedGaps()
    {
    }

    /// <summary>When the book was not known, in their order; none overlaps another.</summary>
    public IReadOnlyList<RecordedGap> Book { get; private set; } = [];

    /// <summary>When nobody listened for trades, the same; some of these were fetched later.</summary>
    public IReadOnlyList<RecordedGap> Trades { get; private set; } = [];

    /// <summary>The last and the next trade around those that were never recorded.</summary>
    public IReadOnlyCollection<(long Last, long Next)> LostTrades => _lost;

    /// <exception cref="RecordingException">A segment cannot be read.</exception>
    public static async Task<RecordedGaps> ReadAsync(PairHours hours, RecordingHour first, RecordingHour last)
    {
        var rows = new List<(GapRow, RecordingHour)>();
        foreach (var name in hours.Of(SegmentKind.Gaps, first, last))
        {
            var groups = SegmentReader.GroupsAsync(hours.Folder.In(name.Path), _ => new GapBatch());
            await foreach (var batch in groups.ConfigureAwait(false))
            {
                for (var row = 0; row < batch.Count; row++)
                    rows.Add((batch.Row(row), name.Hour));
            }
        }

        var book = Absent(first, last, hours.Of(SegmentKind.Changes, first, last));
        var trades = Absent(first, last, hours.Of(SegmentKind.Trades, first, last));
        return Of(rows, book, [.. trades.Intersect(book)]);
    }

    /// <param name="rows">Each with the hour whose it is.</param>
    /// <param name="withoutBook">Hours in which nobody recorded the book.</param>
    /// <param name="withoutAny">Those in which nobody recorded anything.</param>
    public static RecordedGaps Of(
        IEnumerable<(GapRow Row, RecordingHour Hour)> rows,
        IReadOnlyList<RecordingHour> withoutBook,
        IReadOnlyList<RecordingHour> withoutAny)
    {
        var gaps = new RecordedGaps();
        gaps._book.AddRange(withoutBook.Select(NotRecordedIn));
        gaps._trades.AddRange(withoutAny.Select(NotRecordedIn));
        foreach (var (row, hour) in rows)
            gaps.Take(row, hour);
        (gaps.Book, gaps.Trades) = (Joined(gaps._book), Joined(gaps._trades));
        return gaps;
    }

    /// <summary>True between the two ends of a gap, which themselves were recorded.</summary>
    public bool IsBookUnknownAt(long receivedMicros) => IsWithin(Book, receivedMicros);

    /// <summary>True where a trade may be missing of which no later one tells yet.</summary>
    public bool MayMissTradesAt(long receivedMicros) => IsWithin(Trades, receivedMicros);

    /// <summary>True where it is known that what is missing between two trades never came.</summary>
    public bool IsLost(long last, long next) => _lost.Any(hole => hole.Last <= last && hole.Next >= next);

    /// <summary>
    /// The hours without a file. Of the book there is one for each hour that was recorded, also where nothing changed;
    /// of trades only where there were some.
    /// </summary>
    private static List<RecordingHour> Absent(
        RecordingHour first, RecordingHour last, IReadOnlyList<SegmentName> recorded)
    {
        var (there, absent) = (recorded.Select(name => name.Hour).ToHashSet(), new List<RecordingHour>());
        for (var hour = first; hour <= last; hour = hour.Next)
        {
            if (!there.Contains(hour))
                absent.Add(hour);
        }

        return absent;
    }

    private static RecordedGap NotRecordedIn(RecordingHour hour) => new(hour.StartMicros, hour.EndMicros, NotRecorded);

    private void Take(GapRow row, RecordingHour hour)
    {
        if (row.Kind == GapRow.Candles)
            return; // the engine makes its own of the trades
        var hasTime = row.FromReceivedMicros is not null || row.ToReceivedMicros is not null;
        if (hasTime || row.Kind == GapRow.Book)
        {
            // Where one goes on in the next hour, that hour tells of it too.
            (row.Kind == GapRow.Book ? _book : _trades).Add(new RecordedGap(
                row.FromReceivedMicros ?? hour.StartMicros, row.ToReceivedMicros ?? hour.EndMicros, row.Reason));
        }
        else if (row is { LastId: { } last, NextId: { } next })
        {
            if (row.IsBackfilled)
                _lost.Remove((last, next));
            else
                _lost.Add((last, next));
        }
    }

    private static List<RecordedGap> Joined(List<RecordedGap> gaps)
    {
        var joined = new List<RecordedGap>();
        foreach (var gap in gaps.OrderBy(gap => gap.FromMicros))
        {
            // What ends as an hour does goes on in the next; anywhere else a gap ends with a whole book.
            if (joined.Count > 0 && (gap.FromMicros < joined[^1].ToMicros || GoesOn(joined[^1], gap)))
                joined[^1] = joined[^1] with { ToMicros = Math.Max(joined[^1].ToMicros, gap.ToMicros) };
            else
                joined.Add(gap);
        }

        return joined;
    }

    private static bool GoesOn(RecordedGap gap, RecordedGap next) =>
        next.FromMicros == gap.ToMicros && RecordingHour.Of(gap.ToMicros).StartMicros == gap.ToMicros;

    private static bool IsWithin(IReadOnlyList<RecordedGap> gaps, long micros)
    {
        var (low, high) = (0, gaps.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (gaps[middle].FromMicros < micros)
                low = middle + 1;
            else
                high = middle;
        }

        return low > 0 && micros < gaps[low - 1].ToMicros;
    }
}

/// <summary>A time in which something is missing.</summary>
/// <param name="FromMicros">When the last before it arrived, unix microseconds.</param>
/// <param name="ToMicros">When the first behind it arrived.</param>
/// <param name="Reason">Why it began, in plain words.</param>
internal readonly record struct RecordedGap(long FromMicros, long ToMicros, string Reason)
{
    public TimeSpan Length => new((ToMicros - FromMicros) * TimeSpan.TicksPerMicrosecond);
}
