using System.Globalization;
using System.Security.Cryptography;
using TradingBot.Input;
using TradingBot.Storage;

namespace TradingBot.Diagnosis;

/// <summary>Whether the disk takes what must be on it before an order leaves, and how long that takes.</summary>
/// <param name="directory">Where bots keep their databases.</param>
/// <param name="candles">Where candles are kept; null: nowhere.</param>
/// <param name="database">The one to look at; null: all there are.</param>
/// <param name="time">For the latency.</param>
internal sealed class DiskChecks(string directory, string? candles, string? database, TimeProvider time)
{
    private const int Writes = 50;
    private const int WriteBytes = 4096; // a page of the journal
    private const long Megabyte = 1024 * 1024;

    public IEnumerable<Check> All()
    {
        yield return Check.Of("storage", () => [Place("storage", directory), Space(directory)]);
        if (candles is not null)
            yield return Check.Of("candles", () => [Place("candles", candles)]);
        yield return Check.Of("fsync", () => [Fsync(directory)]);
        yield return Check.Of("database", Databases);
    }

    /// <summary>An order waits for this before it leaves.</summary>
    /// <param name="writes">How long each took.</param>
    public static Finding JudgeFsync(IReadOnlyList<TimeSpan> writes)
    {
        var sorted = writes.Order().ToList();
        var (p50, p99) = (At(0.5), At(0.99));
        var figure = string.Create(
            CultureInfo.InvariantCulture, $"p50 {p50:0.0} ms, p99 {p99:0.0} ms of {sorted.Count} writes");
        return p99 > 20
            ? Finding.Warn("fsync", figure, "each order waits for a write: use a faster disk")
            : Finding.Ok("fsync", figure);

        double At(double share) => sorted[(int)Math.Ceiling(share * sorted.Count) - 1].TotalMilliseconds;
    }

    public static Finding JudgeSpace(long free)
    {
        var figure = string.Create(CultureInfo.InvariantCulture, $"{free / Megabyte} MB free");
        const string advice = "free some space: no order can be sent without it";
        return free < 100 * Megabyte ? Finding.Fail("disk space", figure, advice)
            : free < 1024 * Megabyte ? Finding.Warn("disk space", figure, advice)
            : Finding.Ok("disk space", figure);
    }

    private static Finding Place(string subject, string place)
    {
        var existing = Existing(place);
        try
        {
            using var probe = Probe(existing);
            return existing == Path.GetFullPath(place)
                ? Finding.Ok(subject, $"{place} can be written")
                : Finding.Ok(subject, $"{place} can be created");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Finding.Fail(
                subject, $"{existing} cannot be written: {failure.Message}", "give this user write permission");
        }
    }

    private static Finding Space(string place) => JudgeSpace(new DriveInfo(Existing(place)).AvailableFreeSpace);

    private Finding Fsync(string place)
    {
        try
        {
            using var probe = Probe(Existing(place));
            var block = RandomNumberGenerator.GetBytes(WriteBytes);
            var writes = new List<TimeSpan>(Writes);
            for (var i = 0; i < Writes; i++)
            {
                var began = time.GetTimestamp();
                probe.Write(block);
                probe.Flush(flushToDisk: true);
                writes.Add(time.GetElapsedTime(began));
            }

            return JudgeFsync(writes);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Finding.Fail("fsync", $"nothing can be written: {failure.Message}", "see storage");
        }
    }

    private IReadOnlyList<Finding> Databases()
    {
        var files = database is not null ? [database]
            : Directory.Exists(directory) ? Directory.GetFiles(directory, "*" + BotDatabase.Extension)
            : [];
        if (files.Length == 0)
            return [Finding.Ok("database", "no bot yet")];
        return [.. files.Order(StringComparer.Ordinal).Select(Database)];
    }

    private static Finding Database(string path)
    {
        const string subject = "database";
        try
        {
            if (!File.Exists(path))
                return Finding.Ok(subject, $"{path} is not there yet");
            using var connection = DatabaseFile.OpenToRead(path);
            DatabaseFile.CheckVersion(connection, path);
            DatabaseFile.CheckPages(connection, path);
            var size = new FileInfo(path).Length / Megabyte;
            var kept = BotReader.Read(path, reader => reader.Checkpoint()) is { } first
                ? FormattableString.Invariant($", events kept since {first.Time:yyyy-MM-dd HH:mm}") : "";
            return Finding.Ok(subject, string.Create(
                CultureInfo.InvariantCulture,
                $"{path}: whole, version {DatabaseFile.VersionOf(connection)} of {Schema.Version}, {size} MB")
                + kept);
        }
        catch (Exception failure) when (StorageError.IsOfTheWorld(failure))
        {
            return Finding.Fail(subject, StorageError.Of(path, failure).Message, "");
        }
        catch (UserError wrong)
        {
            return Finding.Fail(subject, wrong.Message, "");
        }
    }

    /// <summary>The directory, or the nearest above it that exists: what is missing is made at start.</summary>
    private static string Existing(string place)
    {
        var at = Path.GetFullPath(place);
        while (!Directory.Exists(at) && Path.GetDirectoryName(at) is { } above)
            at = above;
        return at;
    }

    private static FileStream Probe(string existing) => new(
        Path.Combine(existing, $".tradingbot-doctor-{Guid.NewGuid():N}"),
        FileMode.CreateNew,
        FileAccess.Write,
        FileShare.None,
        bufferSize: 0,
        FileOptions.DeleteOnClose);
}
