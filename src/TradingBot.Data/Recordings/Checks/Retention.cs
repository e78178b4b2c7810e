using TradingBot.Data.Recordings.Manifests;
using TradingBot.Data.Recordings.Segments;

namespace TradingBot.Data.Recordings.Checks;

/// <summary>What is kept of a recording; null: without a limit.</summary>
/// <param name="Days">Whole days before today, at least 1.</param>
/// <param name="Bytes">Of all segments.</param>
internal sealed record RetentionLimits(int? Days, long? Bytes);

/// <summary>
/// Removes the oldest days of a recording, whole: the manifest's lines first, then the files, so that no line is ever
/// there whose file is not. The newest day stays in any case.
/// </summary>
/// <param name="folder">Of a recording that this process has the lock of.</param>
internal sealed class Retention(RecordingFolder folder)
{
    /// <summary>Removes what is beyond the limits, and what an earlier call that was killed has left.</summary>
    /// <param name="limits">What is kept.</param>
    /// <param name="today">The day now, UTC.</param>
    /// <param name="needed">The day that the slowest follower has got to; null: there is none.</param>
    /// <returns>The days that were removed.</returns>
    /// <exception cref="RecordingException">A file cannot be written or deleted.</exception>
    public IReadOnlyList<DateOnly> Prune(RetentionLimits limits, DateOnly today, DateOnly? needed = null)
    {
        try
        {
            var manifest = Manifest.Read(folder);
            var days = Doomed(manifest, limits, today, needed);
            var segments = manifest.Segments.Where(segment => days.Contains(segment.Name.Hour.Day)).ToList();
            manifest.Append(segments.ConvertAll(
                segment => new ManifestLine { Path = segment.Name.Path, IsRemoved = true, Previous = "" }));
            DeleteRemoved(manifest);
            return days;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException($"{folder.Root}: old days cannot be removed: {failure.Message}", failure);
        }
    }

    private static List<DateOnly> Doomed(Manifest manifest, RetentionLimits limits, DateOnly today, DateOnly? needed)
    {
        var days = manifest.Segments.GroupBy(segment => segment.Name.Hour.Day)
            .Select(day => (Day: day.Key, Bytes: day.Sum(segment => segment.Line.Bytes)))
            .OrderBy(day => day.Day)
            .ToList();
        var (total, doomed) = (days.Sum(day => day.Bytes), new List<DateOnly>());
        foreach (var (day, bytes) in days.SkipLast(1))
        {
            var isOld = limits.Days is { } kept && day < today.AddDays(-kept);
            if (day >= needed || (!isOld && !(total > limits.Bytes)))
                break; // younger days stay as well: what is kept has no hole
            doomed.Add(day);
            total -= bytes;
        }

        return doomed;
    }

    private void DeleteRemoved(Manifest manifest)
    {
        foreach (var line in manifest.Lines.Where(line => line.IsRemoved))
        {
            var path = folder.In(line.Path);
            if (SegmentName.Parse(line.Path) is not { } name || manifest.Find(name) is not null || !File.Exists(path))
                continue;
            File.Delete(path);
            var day = Path.GetDirectoryName(path)!;
            if (!Directory.EnumerateFileSystemEntries(day).Any())
                Directory.Delete(day);
        }
    }
}
