using System.Globalization;
using TradingBot.Exchanges.Contract;

namespace TradingBot.Data.Recordings;

/// <summary>
/// Where things are in a recording's directory:
/// <code>
/// recording.lock   manifest.jsonl
/// log/2026-11-30T12/00007.frames            the open hour, a file a connection
/// quarantine/2026-11-30T12/00007.frames     a damaged file of the log, whole, never deleted by us
/// quarantine/2026-11-30T12-unknown/         a log with messages of which nobody said what they are
/// torn/2026-11-30T12-00007-4711.bin         what was cut off the end of a file, from that byte on
/// exchange=kraken/pair=XBTUSD/kind=changes/date=2026-11-30/12.parquet
/// followers/postgresql-localhost-market.place       how far a follower has got, for retention
/// import/2024-08-08T23/00000.frames                 a log that was imported and is not sealed yet
/// </code>
/// </summary>
/// <param name="path">Need not exist.</param>
/// <param name="logs">The directory in it whose hours are meant by its log.</param>
internal sealed class RecordingFolder(string path, string logs = RecordingFolder.OwnLogs)
{
    /// <summary>What is said where somebody wants to read what is in the log only.</summary>
    public const string NothingSealed = "nothing is sealed yet: an hour is, once it is over and 'collect' runs";

    public const string OwnLogs = "log";
    public const string LogExtension = ".frames";
    public const string SegmentExtension = ".parquet";
    public const string PartialExtension = ".partial";

    public string Root { get; } = System.IO.Path.GetFullPath(path);

    public string Lock => In("recording.lock");

    public string Manifest => In("manifest.jsonl");

    public string Torn => In("torn");

    private string Logs => In(logs);

    /// <summary>An import's own is beside its log: it must not meet hours that a collector has damaged.</summary>
    private string Quarantines => In(logs == OwnLogs ? "quarantine" : $"{logs}-quarantine");

    /// <summary>Where recordings are kept by default, on Linux <c>~/.local/share/TradingBot/recording</c>.</summary>
    public static string DefaultDirectory { get; } = System.IO.Path.Combine(UserData.Directory, "recording");

    /// <summary>What is written into a directory that holds something else would be mixed up with it.</summary>
    /// <exception cref="RecordingException">It holds something, and not a recording, or cannot be read.</exception>
    public void RequireOurs()
    {
        try
        {
            if (File.Exists(Root))
                throw new RecordingException($"{Root}: is a file; a recording is a directory");
            if (Directory.Exists(Root) && !IsRecording && Directory.EnumerateFileSystemEntries(Root).Any())
                throw new RecordingException($"{Root}: is not a recording and not empty; use another directory");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException($"{Root}: cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>True if there is anything of one.</summary>
    public bool IsRecording => File.Exists(Manifest) || File.Exists(Lock) || LogHours().Count > 0;

    public string In(string relative) => System.IO.Path.Combine(Root, relative);

    public string LogOf(RecordingHour hour) => System.IO.Path.Combine(Logs, hour.ToString());

    public string LogOf(RecordingHour hour, ushort connection) =>
        System.IO.Path.Combine(LogOf(hour), NameOf(connection));

    public string QuarantineOf(RecordingHour hour) => System.IO.Path.Combine(Quarantines, hour.ToString());

    /// <summary>An hour's log in which something is that no segment could be made of.</summary>
    public string UnknownOf(RecordingHour hour) => QuarantineOf(hour) + "-unknown";

    /// <summary>Hours of which there is a log, the earliest first.</summary>
    public IReadOnlyList<RecordingHour> LogHours() => HoursIn(Logs);

    /// <summary>
    /// The files of an hour's log, those in quarantine among them, in an order that is always the same.
    /// </summary>
    public IReadOnlyList<string> LogFiles(RecordingHour hour) =>
        [.. FilesIn(LogOf(hour)), .. FilesIn(QuarantineOf(hour))];

    /// <summary>The connection whose file it is; null for a name that no log file has.</summary>
    public static ushort? ConnectionOf(string file)
    {
        var digits = System.IO.Path.GetFileName(file).Split('.')[0];
        return ushort.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var connection)
            ? connection
            : null;
    }

    private static string NameOf(ushort connection) =>
        connection.ToString("00000", CultureInfo.InvariantCulture) + LogExtension;

    private static IReadOnlyList<RecordingHour> HoursIn(string folder) => !Directory.Exists(folder)
        ? []
        : [.. Directory.EnumerateDirectories(folder)
            .Select(hour => RecordingHour.Parse(System.IO.Path.GetFileName(hour)))
            .OfType<RecordingHour>()
            .Order()];

    private static IEnumerable<string> FilesIn(string folder) => !Directory.Exists(folder)
        ? []
        : Directory.EnumerateFiles(folder, "*" + LogExtension).Order(StringComparer.Ordinal);
}
