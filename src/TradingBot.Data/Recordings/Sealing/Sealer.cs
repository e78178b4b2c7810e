using TradingBot.Data.Recordings.Manifests;
using TradingBot.Data.Recordings.Segments;
using TradingBot.Exchanges.Contract.Capture;

namespace TradingBot.Data.Recordings.Sealing;

/// <summary>
/// Makes segments of an hour that is over, and then deletes its log. Only the process that has the recording's lock may
/// do it, one hour after the other.
/// </summary>
/// <param name="folder">The recording's.</param>
/// <param name="decoders">By the name of the exchange, one for each that is recorded.</param>
/// <param name="options">How.</param>
internal sealed class Sealer(
    RecordingFolder folder, IReadOnlyDictionary<string, IMessageDecoder> decoders, SealOptions? options = null)
{
    private const string RetiredExtension = ".sealed";
    private const long FewRows = 10_000; // a megabyte

    private readonly SealOptions _options = options ?? new SealOptions();

    /// <summary>Seals an hour; one that has no log any more is left alone.</summary>
    /// <exception cref="RecordingException">
    /// An earlier hour is not sealed, there is no decoder for an exchange, or a file cannot be read or written.
    /// </exception>
    public async Task<SealResult> SealAsync(RecordingHour hour, CancellationToken stop)
    {
        try
        {
            RemoveRetired();
            if (!Directory.Exists(folder.LogOf(hour)))
                return new SealResult(hour, [], 0, []);
            if (folder.LogHours()[0] is var first && first < hour)
                throw new RecordingException($"{folder.LogOf(hour)}: {first} has to be sealed before");
            return await SealLogAsync(hour, stop).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException($"{folder.Root}: {hour} cannot be sealed: {failure.Message}", failure);
        }
    }

    private async Task<SealResult> SealLogAsync(RecordingHour hour, CancellationToken stop)
    {
        var manifest = Manifest.Read(folder);
        var facts = new HourPairs(folder, hour);
        if (facts.Exchanges.FirstOrDefault(exchange => !decoders.ContainsKey(exchange)) is { } unknown)
            throw new RecordingException($"{folder.LogOf(hour)}: there is no decoder for the exchange '{unknown}'");
        var lines = new List<(SegmentName Name, ManifestLine Line)>();
        var pass = new HourPass(folder, hour, facts, decoders);
        foreach (var pairs in pass.Groups(_options.RowsAtOnce, stop))
            lines.AddRange(await WriteAsync(pass, pairs, manifest, stop).ConfigureAwait(false));
        var isNew = lines.FindAll(segment => Publish(segment.Name, segment.Line, manifest))
            .ConvertAll(segment => segment.Line);
        manifest.Append(isNew);
        _options.Reached(SealStep.Listed);
        Retire(hour, pass.UnknownPairs.Count > 0);
        return new SealResult(
            hour, manifest.Lines.TakeLast(isNew.Count).ToList(), pass.UnreadableFrames, pass.UnknownPairs)
        {
            Unreadable = pass.Unreadable,
            Crossed = pass.Crossed,
        };
    }

    private async Task<IReadOnlyList<(SegmentName Name, ManifestLine Line)>> WriteAsync(
        HourPass pass, IReadOnlyList<RecordedPair> pairs, Manifest manifest, CancellationToken stop)
    {
        var scales = new FileScales();
        while (true)
        {
            var outputs = new List<PairOutput>();
            try
            {
                foreach (var pair in pairs)
                    outputs.Add(await OutputAsync(pass, pair, scales, manifest).ConfigureAwait(false));
                return await WriteAsync(pass, outputs, stop).ConfigureAwait(false);
            }
            catch (ScaleExceededException exceeded)
            {
                scales.Widen(exceeded);
            }
            finally
            {
                foreach (var output in outputs)
                    await output.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task<PairOutput> OutputAsync(HourPass pass, RecordedPair pair, FileScales scales, Manifest manifest)
    {
        var start = await PairHistory.StartAsync(folder, manifest, pair, pass.Hour).ConfigureAwait(false);
        pass.Unreadable.UnionWith(start.Unreadable);
        var (price, quantity) = scales.Of(pair);
        var builder = new PairBuilder(
            pair, start, pass.Hour, pass.Facts, new PairBatches(pair, price, quantity), _options.ChecksumEvery);
        return new PairOutput(folder, pass.Hour, builder);
    }

    private async Task<IReadOnlyList<(SegmentName Name, ManifestLine Line)>> WriteAsync(
        HourPass pass, List<PairOutput> outputs, CancellationToken stop)
    {
        await pass.RunAsync(outputs, stop).ConfigureAwait(false);
        var lines = new List<(SegmentName Name, ManifestLine Line)>();
        foreach (var output in outputs)
        {
            foreach (var draft in await output.CompleteAsync().ConfigureAwait(false))
            {
                _options.Reached(SealStep.Written);
                lines.Add((draft.Name, await draft.CheckAsync(pass.Facts.LastSequence).ConfigureAwait(false)));
                _options.Reached(SealStep.Checked);
            }

            if (output.Rows > FewRows)
                GiveBackMemory();
        }

        pass.Crossed += outputs.Sum(output => output.Builder.Book.Crossed);
        return lines;
    }

    /// <summary>
    /// Rows are arrays of megabytes that live for seconds. The runtime keeps a hundred megabytes of dead ones if nobody
    /// asks for them, and a process that is small for the rest of the hour would never be small again.
    /// </summary>
    private static void GiveBackMemory() =>
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    /// <returns>False if the very same file was sealed before: a kill came between its line and the log's
    /// end.</returns>
    private bool Publish(SegmentName name, ManifestLine line, Manifest manifest)
    {
        var path = folder.In(name.Path);
        var partial = path + RecordingFolder.PartialExtension;
        if (manifest.Find(name)?.Sha256 == line.Sha256 && File.Exists(path))
        {
            File.Delete(partial);
            return false;
        }

        if (manifest.Find(name) is not null)
            throw new RecordingException($"{name.Path}: is sealed already, and what the log has is not the same");
        File.Move(partial, path, overwrite: true);
        DurableFiles.FlushNames(Path.GetDirectoryName(path)!);
        _options.Reached(SealStep.Renamed);
        return true;
    }

    /// <summary>
    /// Of a log that is deleted file by file a kill would leave a part, and of that part sealing would make other
    /// segments: it gets another name first. What nobody could use is kept.
    /// </summary>
    private void Retire(RecordingHour hour, bool isKept)
    {
        var log = folder.LogOf(hour);
        var retired = isKept ? folder.UnknownOf(hour) : log + RetiredExtension;
        DurableFiles.CreateFolder(Path.GetDirectoryName(retired)!);
        Directory.Move(log, retired);
        DurableFiles.FlushNames(Path.GetDirectoryName(retired)!);
        DurableFiles.FlushNames(Path.GetDirectoryName(log)!);
        _options.Reached(SealStep.Retired);
        RemoveRetired();
        _options.Reached(SealStep.Deleted);
    }

    private void RemoveRetired()
    {
        var logs = Path.GetDirectoryName(folder.LogOf(default))!;
        if (!Directory.Exists(logs))
            return;
        foreach (var retired in Directory.EnumerateDirectories(logs, "*" + RetiredExtension))
            Directory.Delete(retired, recursive: true);
    }
}
