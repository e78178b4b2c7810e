using System.Globalization;
using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Manifests;

namespace TradingBot.Diagnosis;

/// <summary>How fast a recording grows, pair by pair, and how long its disk has room for it.</summary>
internal static class RecordingCheck
{
    private const string Subject = "recording";
    private const int DaysOfRoom = 14;
    private const int DaysLookedAt = 7;
    private const int PairsNamed = 5;

    /// <param name="folder">Of a recording, which need not be there.</param>
    public static Check Create(RecordingFolder folder) => Check.Of(Subject, () => Look(folder));

    /// <param name="growth">Bytes a day, by pair.</param>
    /// <param name="free">Bytes of the disk.</param>
    public static Finding Judge(IReadOnlyDictionary<string, long> growth, long free)
    {
        var total = growth.Values.Sum();
        if (total == 0)
            return Finding.Ok(Subject, "nothing is sealed yet: how fast it grows is known after an hour");
        var largest = growth.OrderByDescending(pair => pair.Value).Take(PairsNamed)
            .Select(pair => $"{pair.Key} {Megabytes(pair.Value)}");
        var more = growth.Count > PairsNamed ? ", …" : "";
        var days = free / total;
        var figure = string.Create(
            CultureInfo.InvariantCulture,
            $"{Megabytes(total)} a day ({string.Join(", ", largest)}{more}), room for {days} days");
        return days < DaysOfRoom
            ? Finding.Warn(Subject, figure, "record less, use a larger disk, or --keep-days with 'TradingBot collect'")
            : Finding.Ok(Subject, figure);
    }

    private static IReadOnlyList<Finding> Look(RecordingFolder folder)
    {
        if (!folder.IsRecording)
            return [];
        try
        {
            return [Judge(GrowthOf(Manifest.Read(folder)), new DriveInfo(folder.Root).AvailableFreeSpace)];
        }
        catch (Exception failure) when (failure is RecordingException or IOException or UnauthorizedAccessException)
        {
            return [Finding.Fail(Subject, failure.Message, "'TradingBot recordings verify' says more")];
        }
    }

    /// <summary>Of the latest days: hours that were recorded count, whatever was missing between them.</summary>
    private static Dictionary<string, long> GrowthOf(Manifest manifest)
    {
        var segments = manifest.Segments.ToList();
        if (segments.Count == 0)
            return [];
        var first = segments.Max(segment => segment.Name.Hour.Number) - DaysLookedAt * 24;
        return segments.Where(segment => segment.Name.Hour.Number > first)
            .GroupBy(segment => segment.Name.Pair)
            .ToDictionary(
                pair => pair.Key,
                pair => pair.Sum(segment => segment.Line.Bytes) * 24
                    / pair.Select(segment => segment.Name.Hour).Distinct().Count());
    }

    private static string Megabytes(long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB");
}
