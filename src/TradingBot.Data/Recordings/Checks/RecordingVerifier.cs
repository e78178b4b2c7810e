using TradingBot.Data.Recordings.Manifests;
using TradingBot.Data.Recordings.Segments;

namespace TradingBot.Data.Recordings.Checks;

/// <summary>
/// Verifies all that is sealed of a recording: the manifest's chain, each file's hash, each book, each trade id, each
/// minute, each candle.
/// </summary>
internal sealed class RecordingVerifier(RecordingFolder folder)
{
    private readonly VerifyReport _report = new();

    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<VerifyReport> RunAsync(CancellationToken stop)
    {
        try
        {
            var manifest = Manifest.Read(folder);
            var sound = new List<SegmentName>();
            foreach (var (name, line) in manifest.Segments)
            {
                stop.ThrowIfCancellationRequested();
                if (IsSound(name, line))
                    sound.Add(name);
            }

            FindUnlisted(manifest);
            foreach (var pair in sound.GroupBy(name => name.Pair))
                await CheckAsync(manifest, pair.Key, [.. pair], stop).ConfigureAwait(false);
        }
        catch (RecordingException broken)
        {
            _report.Add(folder.Root, broken.Message);
        }

        return _report;
    }

    private bool IsSound(SegmentName name, ManifestLine line)
    {
        _report.Segments++;
        _report.Rows += line.Rows;
        if (FileHash.ProblemOf(folder, line) is not { } problem)
            return true;
        _report.Add(name.Path, problem);
        return false;
    }

    private void FindUnlisted(Manifest manifest)
    {
        if (!Directory.Exists(folder.Root))
            return;
        var files = Directory.EnumerateFiles(
            folder.Root, "*" + RecordingFolder.SegmentExtension, SearchOption.AllDirectories);
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            var path = Path.GetRelativePath(folder.Root, file).Replace(Path.DirectorySeparatorChar, '/');
            if (SegmentName.Parse(path) is not { } name || manifest.Find(name) is null)
                _report.Add(path, "is not in the manifest");
        }
    }

    private async Task CheckAsync(
        Manifest manifest, string pair, IReadOnlyList<SegmentName> segments, CancellationToken stop)
    {
        var (book, trades) = (new BookCheck(folder, _report), new TradeCheck(folder, _report));
        var (minutes, candles) = (new MinuteCheck(folder, _report), new CandleCheck(folder, _report));
        foreach (var name in segments)
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                var check = name.Kind switch
                {
                    SegmentKind.Changes => book.TakeAsync(name),
                    SegmentKind.Trades => trades.TakeTradesAsync(name),
                    SegmentKind.Gaps => trades.TakeGapsAsync(name),
                    SegmentKind.Minutes => minutes.TakeAsync(name, manifest.Find(name)!),
                    SegmentKind.Candles => candles.TakeAsync(name, manifest.Find(name)!),
                    _ => Task.CompletedTask, // snapshots are read with the changes; a clock is not compared
                };
                await check.ConfigureAwait(false);
            }
            catch (RecordingException unreadable)
            {
                _report.Add(name.Path, unreadable.Message);
            }
        }

        trades.Complete(pair);
    }
}
