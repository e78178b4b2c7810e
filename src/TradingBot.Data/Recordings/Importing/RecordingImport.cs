using TradingBot.Data.Import;
using TradingBot.Data.Recordings.Manifests;
using TradingBot.Data.Recordings.Sealing;
using TradingBot.Exchanges.Contract.Capture;

namespace TradingBot.Data.Recordings.Importing;

/// <summary>
/// Brings what others have recorded into a recording: every line is checked, then all are written as a log beside the
/// recording's own, and that log gets its name. Whatever ends the process before leaves nothing; from then on the
/// import is certain, its hours are sealed like collected ones, and the next import goes on where this one ended.
/// </summary>
/// <param name="root">The recording's directory; need not exist.</param>
/// <param name="time">To tell what is in the future.</param>
/// <param name="options">How.</param>
internal sealed class RecordingImport(string root, TimeProvider time, ImportOptions options)
{
    private const string Staged = "import";

    private readonly RecordingFolder _folder = new(root);
    private readonly RecordingFolder _staged = new(root, Staged);

    /// <summary>True if an import waits for its hours to be sealed; the same command goes on.</summary>
    public bool IsPending => Directory.Exists(_folder.In(Staged));

    private string Partial => _folder.In(Staged + RecordingFolder.PartialExtension);

    /// <exception cref="ImportException">A file is not what can be imported; nothing was changed.</exception>
    /// <exception cref="RecordingException">The recording cannot take it, or the disk fails.</exception>
    /// <exception cref="OperationCanceledException">It was stopped, see <see cref="IsPending"/>.</exception>
    public async Task<ImportResult> RunAsync(ImportRequest request, CancellationToken stop)
    {
        _folder.RequireOurs();
        var scan = ImportScan.Read(request, time, stop);
        if (scan.Pair.Problem() is { } problem)
            throw new ImportException(problem);
        try
        {
            using var held = RecordingLock.Take(_folder);
            var pending = await ResumeAsync(stop).ConfigureAwait(false);
            if (pending.Note?.IsSame(ImportNote.Of(request)) == true)
                return new ImportResult(scan, WasPending: true, pending.Crossed);
            RequireRoom(scan);
            Stage(request, scan, stop);
            var made = await SealAsync(stop).ConfigureAwait(false);
            return new ImportResult(scan, WasPending: false, made.Crossed);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException($"{_folder.Root}: cannot be written: {failure.Message}", failure);
        }
    }

    /// <summary>An hour is sealed once, from one log, and messages of a pair are counted from its first on.</summary>
    private void RequireRoom(ImportScan scan)
    {
        var (pair, logged) = (scan.Pair, _folder.LogHours());
        var recorded = Manifest.Read(_folder).Segments.Select(segment => segment.Name)
            .Where(name => name.Exchange == pair.Exchange && name.Symbol == pair.Symbol)
            .Select(name => name.Hour).ToList();
        if (recorded.Count > 0 && recorded.Max() >= scan.First)
        {
            throw new RecordingException(
                $"{_folder.Root}: has {pair.Exchange}:{pair.Symbol} up to {recorded.Max()} already, and this begins in "
                + $"{scan.First}; only later hours can be imported");
        }

        if (logged.Count > 0 && logged[0] <= scan.Last)
        {
            throw new RecordingException(
                $"{_folder.Root}: {logged[0]} is not sealed yet; 'TradingBot collect' has to do that first");
        }
    }

    private void Stage(ImportRequest request, ImportScan scan, CancellationToken stop)
    {
        RemovePartial();
        var partial = new RecordingFolder(Partial);
        try
        {
            new ImportLog(partial, options).Write(request, scan, Manifest.Read(_folder).LastSequence, stop);
            var log = partial.In(RecordingFolder.OwnLogs);
            ImportNote.Of(request).Write(log);
            DurableFiles.FlushNames(log);
            options.Reached(ImportStep.Written);
            Directory.Move(log, _folder.In(Staged));
            DurableFiles.FlushNames(_folder.Root);
        }
        finally
        {
            RemovePartial();
        }

        options.Reached(ImportStep.Staged);
    }

    /// <returns>What waited; a null note: nothing.</returns>
    private async Task<(ImportNote? Note, long Crossed)> ResumeAsync(CancellationToken stop) =>
        IsPending ? await SealAsync(stop).ConfigureAwait(false) : default;

    /// <returns>What was sealed; no note where a kill has left no more than a part of an empty directory.</returns>
    private async Task<(ImportNote? Note, long Crossed)> SealAsync(CancellationToken stop)
    {
        var (note, crossed) = (ImportNote.Read(_folder.In(Staged)), 0L);
        foreach (var hour in _staged.LogHours())
            crossed += (await SealAsync(hour, note, stop).ConfigureAwait(false)).Crossed;
        Directory.Delete(_folder.In(Staged), recursive: true);
        return (note, crossed);
    }

    private async Task<SealResult> SealAsync(RecordingHour hour, ImportNote? note, CancellationToken stop)
    {
        var format = note is null ? null : LineFormat.Find(note.Format);
        if (note is null || format is null)
            throw new RecordingException($"{_folder.In(Staged)}: is not an import that this program knows");
        var decoders = new Dictionary<string, IMessageDecoder> { [note.Exchange] = format.CreateDecoder(note.Market) };
        try
        {
            return await new Sealer(_staged, decoders, options.Sealing).SealAsync(hour, stop).ConfigureAwait(false);
        }
        catch (RecordingException failure)
        {
            throw new RecordingException($"{failure.Message}; the same command goes on from there", failure);
        }
    }

    private void RemovePartial()
    {
        if (Directory.Exists(Partial))
            Directory.Delete(Partial, recursive: true);
    }
}

/// <summary>How recordings are imported.</summary>
internal sealed record ImportOptions
{
    /// <summary>Free bytes of the disk; null: asks the operating system.</summary>
    public Func<long>? FreeBytes { get; init; }

    public SealOptions Sealing { get; init; } = new();

    /// <summary>Is told each step that was taken. What it throws ends the import there, as a kill would.</summary>
    public Action<ImportStep> Reached { get; init; } = _ => { };
}

/// <summary>The steps before the sealing.</summary>
internal enum ImportStep
{
    /// <summary>All is on the disk, under a name that does not count.</summary>
    Written,

    /// <summary>It counts.</summary>
    Staged,
}

/// <summary>What was imported.</summary>
/// <param name="Scan">All of it.</param>
/// <param name="WasPending">True if an earlier run had written it, and only the sealing was left.</param>
/// <param name="Crossed">Messages after which the book was crossed, in the hours that were sealed now.</param>
internal sealed record ImportResult(ImportScan Scan, bool WasPending, long Crossed);
