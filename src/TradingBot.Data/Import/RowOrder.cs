using TradingBot.Core.Market;
using TradingBot.Data.Candles;

namespace TradingBot.Data.Import;

/// <summary>
/// Brings the rows of a file into rising order of time. Rows that all run backwards are reversed. Of others the
/// few that stand out are bad, not the many between them: where two runs of rising rows overlap, the fewer rows go.
/// </summary>
/// <param name="rows">What was read.</param>
/// <param name="file">The name for messages.</param>
internal sealed class RowOrder(FileRows rows, string file)
{
    /// <summary>Of more trades than that no order can be found: it bounds the memory.</summary>
    public const int MaxTrades = 1 << 16;

    /// <summary>As many rows may be out of order in any file; in a large one a hundredth of it.</summary>
    private const int AlwaysBearable = 10;

    private const int BatchSize = 8192;

    /// <summary>How much later than the one before a candle must be at least; parts of one are of one time.</summary>
    private readonly long _step = rows.AreOfTrades ? 0 : 1;

    private readonly long _mostBad = Math.Clamp(
        rows.RowsIn(0, rows.Count) / 100, AlwaysBearable, rows.AreOfTrades ? MaxTrades : long.MaxValue);

    private readonly Stack<Run> _kept = new();
    private readonly List<BadRow> _bad = [];

    private string Above => rows.AreDescending ? "below" : "above";

    private string Below => rows.AreDescending ? "above" : "below";

    /// <summary>The rows of before in rising order; bad ones go to <paramref name="skip"/>.</summary>
    /// <param name="result">Gets the rows.</param>
    /// <param name="skip">Told of every bad row, which is then left out; null if a bad row ends the import.</param>
    /// <exception cref="ImportException">A row is bad and nothing skips it, or too many are.</exception>
    public void Write(CandleFileWriter result, Action<BadRow>? skip)
    {
        foreach (var run in Runs())
            Keep(run);
        _bad.Sort((one, other) => one.Line.CompareTo(other.Line));
        if (_bad.Count > 0 && skip is null)
            throw new ImportException($"{_bad[0]}; nothing was imported");
        _bad.ForEach(row => skip!(row));
        Copy(_kept.Reverse(), result);
    }

    /// <summary>Parts in which each row is later than the one before, in the direction of reading.</summary>
    private IEnumerable<Run> Runs()
    {
        var batch = new Candle[BatchSize];
        var (start, last) = (0L, -1L);
        for (var at = 0L; at < rows.Count; at += batch.Length)
        {
            var count = (int)Math.Min(batch.Length, rows.Count - at);
            rows.Read(at, batch.AsSpan(0, count));
            for (var i = 0; i < count; i++)
            {
                var time = batch[i].OpenSeconds;
                if (time < last + _step)
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
        while (_kept.TryPeek(out var above) && rows.TimeOf(run.Start) < above.Last + _step)
        {
            var (cut, begin) = Overlap(above, run);
            if (rows.RowsIn(cut, above.End) + rows.RowsIn(run.Start, begin) > _mostBad - _bad.Count)
            {
                var line = rows.LinesOf(run.Start).First();
                throw new ImportException(
                    $"{file}:{line}: {Said(rows.TimeOf(run.Start))} is out of order, and so are "
                    + $"more than {CandleFormat.Count(_mostBad, "row")}; sort the file by time");
            }

            var last = cut > above.Start ? rows.TimeOf(cut - 1) : above.Last;
            var next = begin < run.End ? rows.TimeOf(begin) : long.MaxValue;
            Reject(cut, above.End, time => $"is after rows {Below} ({CandleFormat.Time(next)})");
            Reject(run.Start, begin, time => TwinIn(above, time) is { } twin
                ? $"appears twice (also in line {rows.LinesOf(twin).First()})"
                : $"is before the row {Above} ({CandleFormat.Time(last)})");
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
        var best = (Cut: FirstNotBefore(above, run.Start), Begin: run.Start);
        var isAboveFarther = best.Cut > above.Start && rows.TimeOf(run.Start) < rows.TimeOf(best.Cut);
        var fewest = rows.RowsIn(best.Cut, above.End);
        for (var begin = run.Start + 1; begin <= run.End; begin++)
        {
            var first = rows.RowsIn(run.Start, begin);
            if (first > Math.Min(fewest, _mostBad))
                break;
            var cut = begin < run.End ? FirstNotBefore(above, begin) : above.End;
            var count = rows.RowsIn(cut, above.End) + first;
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
            var time = rows.TimeOf(at);
            var reason = $"{Said(time)} {whatIsWrong(time)}";
            _bad.AddRange(rows.LinesOf(at).Select(line => new BadRow(file, line, reason)));
        }
    }

    /// <summary>Of a trade only the candle is known by now.</summary>
    private string Said(long time) => rows.AreOfTrades
        ? $"time is of the candle {CandleFormat.Time(time)}, which"
        : $"time {CandleFormat.Time(time)}";

    private long? TwinIn(Run run, long time) =>
        !rows.AreOfTrades && FirstAt(run, time) is var at && at < run.End && rows.TimeOf(at) == time ? at : null;

    private void Copy(IEnumerable<Run> runs, CandleFileWriter result)
    {
        var (batch, rising, filled) = (new Candle[BatchSize], new Candle[BatchSize], 0);
        foreach (var run in runs)
        {
            for (var at = run.Start; at < run.End; at += batch.Length)
            {
                var part = batch.AsSpan(0, (int)Math.Min(batch.Length, run.End - at));
                rows.Read(at, part);
                foreach (ref readonly var candle in part)
                    Add(candle);
            }
        }

        result.Append(rising.AsSpan(0, filled));

        void Add(in Candle candle)
        {
            if (filled > 0 && rising[filled - 1].OpenSeconds == candle.OpenSeconds)
            {
                rising[filled - 1] = rising[filled - 1].Joined(in candle);
                return;
            }

            if (filled == rising.Length)
            {
                result.Append(rising.AsSpan(0, filled - 1));
                (rising[0], filled) = (rising[filled - 1], 1);
            }

            rising[filled++] = candle;
        }
    }

    /// <summary>The first row of a run that a row cannot follow.</summary>
    private long FirstNotBefore(Run run, long row) => FirstAt(run, rows.TimeOf(row) + 1 - _step);

    /// <summary>The first row of a run that opens then or later.</summary>
    private long FirstAt(Run run, long time)
    {
        var (low, high) = (run.Start, run.End);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (rows.TimeOf(middle) < time)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private readonly record struct Run(long Start, long End, long Last);
}
