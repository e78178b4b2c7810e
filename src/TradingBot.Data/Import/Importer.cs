using TradingBot.Core.Market;
using TradingBot.Data.Candles;

namespace TradingBot.Data.Import;

/// <summary>
/// Brings CSV files into the store: all of them or none. Everything is read, checked, merged and written to temporary
/// files first; then they get their names, one after the other: only there a power cut could leave a part.
/// </summary>
/// <param name="store">Where the candles go.</param>
/// <param name="skip">Told of every bad row, which is then left out; null if a bad row ends the import.</param>
/// <param name="now">The present, unix seconds: no candle is later.</param>
/// <param name="progress">The part of all bytes that is read, 0 to 1.</param>
/// <param name="stop">Ends the import; the store stays as it was.</param>
internal sealed class Importer(
    CandleStore store, Action<BadRow>? skip, long now, IProgress<double>? progress, CancellationToken stop)
{
    private const int BatchSize = 8192;

    private readonly Candle[] _batch = new Candle[BatchSize];
    private readonly List<string> _notes = [];

    /// <summary>What the user should know of an import that went well, a line each.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <returns>What is stored, one result a pair and interval, in the order of the inputs.</returns>
    /// <exception cref="ImportException">An input cannot be imported.</exception>
    /// <exception cref="CandleStoreException">A full disk, a damaged file to merge with, another import.</exception>
    /// <exception cref="IOException">An input cannot be read to its end.</exception>
    /// <exception cref="OperationCanceledException">The import was stopped.</exception>
    public IReadOnlyList<ImportedSeries> Run(ImportPlan plan)
    {
        using var reserved = store.Reserve();
        var drafts = new OrderedDictionary<SeriesName, (CandleFileWriter File, MergeCounts Changes)>();
        try
        {
            var total = plan.Inputs.Sum(input => input.Length);
            var done = 0L;
            foreach (var input in plan.Inputs)
            {
                var latest = ReadToDraft(input, bytes => progress?.Report((double)(done + bytes) / total));
                drafts[input.Series] = Merge(latest, drafts.GetValueOrDefault(input.Series));
                done += input.Length;
            }

            var results = drafts.Values.Select(draft => Describe(draft.File, draft.Changes)).ToList();
            stop.ThrowIfCancellationRequested();
            foreach (var draft in drafts.Values)
            {
                draft.File.Publish();
                store.DeleteOldName(draft.File.Series);
            }

            return results;
        }
        finally
        {
            foreach (var draft in drafts.Values)
                draft.File.Dispose();
        }
    }

    private CandleFileWriter ReadToDraft(ImportInput input, Action<long> report)
    {
        var read = store.Create(input.Series);
        CandleFileWriter? draft = null;
        try
        {
            using var csv = CsvText.Open(input.Open(), input.Name);
            var reader = new CsvCandleReader(csv, input.Name, input.Series.Timeframe, skip, now);
            for (int count; (count = reader.Read(_batch)) > 0; report(reader.BytesRead))
            {
                stop.ThrowIfCancellationRequested();
                read.AppendInAnyOrder(_batch.AsSpan(0, count));
            }

            if (reader.Unfinished is { } open)
                _notes.Add($"{input.Name}: its candle of {CandleFormat.Time(open)} has not ended yet and is skipped");
            if (reader.Steps.LongerMinutes(reader.Rows) is { } minutes)
            {
                _notes.Add($"{input.Name}: its rows are {minutes} minutes apart or a multiple of that, but become "
                    + $"candles of {input.Series.Timeframe} minutes; is that right?");
            }

            if (reader.Rows == 0)
                throw new ImportException($"{input.Name}: no candles in it{BadRowsOf(reader)}");
            draft = read.IsRising && !reader.IsDescending ? read : InOrder(read, reader, input.Name);
            draft.Complete();
            return draft;
        }
        catch (InvalidDataException failure)
        {
            Discard();
            throw new ImportException($"{input.Name}: is damaged; download it again", failure);
        }
        catch
        {
            Discard();
            throw;
        }

        void Discard()
        {
            draft?.Dispose();
            read.Dispose();
        }
    }

    private static string BadRowsOf(CsvCandleReader reader) => reader.BadRows == 0 ? ""
        : $", but {CandleFormat.Count(reader.BadRows, "bad row")}, the first in line {reader.FirstBadRow.Line}: "
            + reader.FirstBadRow.Reason;

    /// <summary>The rows of a file that do not rise, in a file in which they do.</summary>
    private CandleFileWriter InOrder(CandleFileWriter read, CsvCandleReader reader, string name)
    {
        var result = store.Create(read.Series);
        try
        {
            var rows = new FileRows(read, reader.Lines, reader.IsDescending, reader.IsOfTrades);
            new RowOrder(rows, name).Write(result, skip);
            read.Dispose();
            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    /// <summary>With the draft of an earlier input of the same series, or with what is stored.</summary>
    private (CandleFileWriter File, MergeCounts Changes) Merge(
        CandleFileWriter latest, (CandleFileWriter? File, MergeCounts Changes) earlier)
    {
        if (earlier.File is null && !store.Contains(latest.Series))
            return (latest, new MergeCounts(Added: latest.Count, 0, 0));
        CandleFileWriter? merged = null;
        try
        {
            using var older = earlier.File?.Open() ?? store.Open(latest.Series);
            using var newer = latest.Open();
            merged = store.Create(latest.Series);
            var changes = CandleMerge.Write(Possible(older), newer.Candles, merged, stop);
            merged.Complete();
            earlier.File?.Dispose();
            return (merged, earlier.Changes + changes);
        }
        catch
        {
            merged?.Dispose();
            throw;
        }
        finally
        {
            latest.Dispose();
        }
    }

    /// <summary>What is stored without the times that no candle can have; an earlier version took them.</summary>
    private ReadOnlySpan<Candle> Possible(CandleFile stored)
    {
        var (start, end) = (stored.IndexOf(CandleTimes.First), stored.IndexOf(now + 1));
        if (end - start < stored.Count)
        {
            var count = stored.Count - (end - start);
            var candles = CandleFormat.Count(count, "stored candle");
            _notes.Add($"{stored.Series}: {candles} dated before 2009 or in the future removed");
        }

        return stored.Candles[start..end];
    }

    private ImportedSeries Describe(CandleFileWriter draft, MergeCounts changes)
    {
        using var file = draft.Open();
        return new ImportedSeries(
            file.Series,
            store.PathOf(file.Series),
            file.Count,
            file.FirstOpenSeconds,
            file.LastOpenSeconds,
            GapScan.Of(file.Candles, file.Series.Timeframe),
            changes);
    }
}
