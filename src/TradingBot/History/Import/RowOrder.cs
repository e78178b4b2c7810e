using TradingBot.Core.Market;

namespace TradingBot.History.Import;

/// <summary>
/// Brings the rows of a file into rising order of time. Rows that all run backwards are reversed. Of others the
/// few that stand out are bad, not the many between them: where two runs of rising rows overlap, the fewer rows go.
/// </summary>
/// <param name="rows">What was read, in the file's order.</param>
/// <param name="lines">Where in the file they stand.</param>
/// <param name="file">The name for messages.</param>
/// <param name="isDescending">True if most rows are earlier than the one above them.</param>
internal sealed class RowOrder(CandleFileWriter rows, RowLines lines, string file, bool isDescending)
{
    /// <summary>As many rows may be out of order in any file; in a large one a hundredth of it.</summary>
    private const int AlwaysBearable = 10;

    private const int BatchSize = 8192;

    private readonly long _mostBad = Math.Max(AlwaysBearable, rows.Count / 100);
    private readonly Stack<Run> _kept = new();
    private readonly List<BadRow> _bad = [];

    private string Above => isDescending ? "below" : "above";

    private string Below => isDescending ? "above" : "below";

    /// <summary>The rows of before in rising order; bad ones are told to <paramref name="skip"/>.</summary>
    /// <param name="result">Gets the rows.</param>
    /// <param name="skip">Told of every bad row, which is then left out; null if a bad row ends the import.</param>
    /// <exception cref="ImportException">A row is bad and nothing skips it, or too many are.</exception>
    public void Write(CandleFileWriter result, Action<BadRow>? skip)
    {
        foreach (var run in Runs())
            Keep(run);
        _bad.Sort((one, other) => one.Line.CompareTo(other.Line));
        if (_bad.Count > 0 && skip is null)
            throw new ImportException($"{_bad[0]}; nothing is imported");
        _bad.ForEach(row => skip!(row));
        foreach (var run in _kept.Reverse())
            Copy(run, result);
    }

    /// <summary>Parts in which each row is later than the one before, in the direction of reading.</summary>
    private IEnumerable<Run> Runs()
    {
        var batch = new Candle[BatchSize];
        var (start, last) = (0L, -1L);
        for (var at = 0L; at < rows.Count; at += batch.Length)
        {
            var count = (int)Math.Min(batch.Length, rows.Count - at);
            ReadInDirection(at, batch.AsSpan(0, count));
            for (var i = 0; i < count; i++)
            {
                var time = batch[i].OpenSeconds;
                if (time <= last)
                {
                    yield return new Run(start, at + i, last);
                    start = at + i;
                }

                last = time;
            }
        }

        yield return new Run(start, rows.Count, last);
    }

    private void Keep(Run run)
    {
        while (_kept.TryPeek(out var above) && above.Last >= TimeOf(run.Start))
        {
            var (cut, begin) = Overlap(above, run);
            if (above.End - cut + (begin - run.Start) > _mostBad - _bad.Count)
            {
                throw new ImportException(
                    $"{file}:{LineOf(run.Start)}: time {Words.Time(TimeOf(run.Start))} is out of order, and so are "
                    + $"more than {Words.Count(_mostBad, "row")}; sort the file by time");
            }

            var last = cut > above.Start ? TimeOf(cut - 1) : above.Last;
            var next = begin < run.End ? TimeOf(begin) : long.MaxValue;
            Reject(cut, above.End, time => $"is after rows {Below} ({Words.Time(next)})");
            Reject(run.Start, begin, time => IsIn(above, time)
                ? "appears twice"
                : $"is before the row {Above} ({Words.Time(last)})");
            _kept.Pop();
            if (cut > above.Start)
                _kept.Push(above with { End = cut, Last = last });
            if (begin == run.End)
                return;
            run = run with { Start = begin };
        }

        _kept.Push(run);
    }

    /// <summary>
    /// The fewest rows without which the second run follows the first: where the first is cut, and where the second
    /// begins. Of equally many those go that are farther from the row before them.
    /// </summary>
    private (long Cut, long Begin) Overlap(Run above, Run run)
    {
        var best = (Cut: FirstAt(above, TimeOf(run.Start)), Begin: run.Start);
        var isAboveFarther = best.Cut > above.Start && TimeOf(run.Start) < TimeOf(best.Cut);
        var fewest = above.End - best.Cut;
        for (var begin = run.Start + 1; begin <= run.End && begin - run.Start <= Math.Min(fewest, _mostBad); begin++)
        {
            var cut = begin < run.End ? FirstAt(above, TimeOf(begin)) : above.End;
            var count = above.End - cut + (begin - run.Start);
            if (count < fewest || (count == fewest && !isAboveFarther))
                (best, fewest, isAboveFarther) = ((cut, begin), count, true);
            if (cut == above.End)
                break;
        }

        return best;
    }

    private void Reject(long start, long end, Func<long, string> whatIsWrong)
    {
        for (var at = start; at < end; at++)
        {
            var time = TimeOf(at);
            _bad.Add(new BadRow(file, LineOf(at), $"time {Words.Time(time)} {whatIsWrong(time)}"));
        }
    }

    private bool IsIn(Run run, long time) => FirstAt(run, time) is var at && at < run.End && TimeOf(at) == time;

    private void Copy(Run run, CandleFileWriter result)
    {
        var batch = new Candle[BatchSize];
        for (var at = run.Start; at < run.End; at += batch.Length)
        {
            var part = batch.AsSpan(0, (int)Math.Min(batch.Length, run.End - at));
            ReadInDirection(at, part);
            result.Append(part);
        }
    }

    /// <summary>The first row of a run that opens then or later.</summary>
    private long FirstAt(Run run, long time)
    {
        var (low, high) = (run.Start, run.End);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (TimeOf(middle) < time)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private long TimeOf(long at)
    {
        Span<Candle> one = stackalloc Candle[1];
        ReadInDirection(at, one);
        return one[0].OpenSeconds;
    }

    private long LineOf(long at) => lines.LineOf(isDescending ? rows.Count - 1 - at : at);

    private void ReadInDirection(long at, Span<Candle> part)
    {
        if (!isDescending)
        {
            rows.Read(at, part);
            return;
        }

        rows.Read(rows.Count - at - part.Length, part);
        part.Reverse();
    }

    private readonly record struct Run(long Start, long End, long Last);
}
