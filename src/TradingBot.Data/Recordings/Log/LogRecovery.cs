using System.Globalization;
using Microsoft.Win32.SafeHandles;
using TradingBot.Data.Recordings.Rows;

namespace TradingBot.Data.Recordings.Log;

/// <summary>
/// What is done at start with the files of the log that a process left: an end that is no frame is set aside and cut, a
/// file with damage in the middle goes to quarantine as it is. Each step can be repeated after a kill.
/// </summary>
internal sealed class LogRecovery
{
    private const string TornReason = "the process ended while it wrote";

    private readonly RecordingFolder _folder;
    private readonly Receipt _now;
    private readonly List<LogGap> _gaps = [];

    /// <summary>Looks through all files of the log, and repairs them.</summary>
    /// <param name="folder">Of a recording that this process has the lock of.</param>
    /// <param name="now">When.</param>
    /// <exception cref="RecordingException">A file cannot be read, moved or cut.</exception>
    public LogRecovery(RecordingFolder folder, Receipt now)
    {
        _folder = folder;
        _now = now;
        try
        {
            var found = folder.LogHours()
                .SelectMany(hour => folder.LogFiles(hour).Select(file => (Hour: hour, Scan: FrameScan.Of(file))))
                .ToList();
            LastSequence = found.Select(file => file.Scan.LastSequence).DefaultIfEmpty().Max();
            LastReceivedMicros = found.Max(file => file.Scan.LastReceived?.WallMicros);
            foreach (var (hour, scan) in found)
                Repair(hour, scan);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException($"{folder.Root}: the log cannot be repaired: {failure.Message}", failure);
        }
    }

    /// <summary>What was wrong.</summary>
    public IReadOnlyList<LogGap> Gaps => _gaps;

    /// <summary>The highest sequence of a frame; 0 if there is none.</summary>
    public ulong LastSequence { get; private set; }

    /// <summary>When the last frame had arrived, unix microseconds; null if there is none.</summary>
    public long? LastReceivedMicros { get; }

    private void Repair(RecordingHour hour, FrameScan scan)
    {
        if (Path.GetDirectoryName(scan.File) == _folder.QuarantineOf(hour))
            return; // found at an earlier start
        if (scan.Damages.Count > 0)
            Quarantine(hour, scan);
        else if (scan.TornBytes > 0)
            Cut(hour, scan);
    }

    private void Quarantine(RecordingHour hour, FrameScan scan)
    {
        var place = _folder.QuarantineOf(hour);
        DurableFiles.CreateFolder(place);
        var kept = FreeName(Path.Combine(place, Path.GetFileName(scan.File)));
        File.Move(scan.File, kept);
        DurableFiles.FlushNames(place);
        DurableFiles.FlushNames(Path.GetDirectoryName(scan.File)!);
        _gaps.AddRange(scan.Damages.Select(damage => new LogGap(
            scan.File, IsDamage: true, damage.From, damage.To - damage.From, damage.Before, damage.After, kept)));
    }

    /// <summary>
    /// The gap itself is a frame behind the cut, so that what is made of the log has it. A kill between cut and frame
    /// loses the gap's frame, never one of the exchange's.
    /// </summary>
    private void Cut(RecordingHour hour, FrameScan scan)
    {
        DurableFiles.CreateFolder(_folder.Torn);
        var connection = RecordingFolder.ConnectionOf(scan.File) ?? 0;
        var kept = FreeName(Path.Combine(
            _folder.Torn,
            string.Create(CultureInfo.InvariantCulture, $"{hour}-{connection:00000}-{scan.GoodLength}.bin")));
        using var file = File.OpenHandle(scan.File, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        SetAside(file, scan, kept);
        DurableFiles.FlushNames(_folder.Torn);
        RandomAccess.SetLength(file, scan.GoodLength);
        WriteGap(file, scan, connection);
        DurableFiles.Flush(file);
        _gaps.Add(new LogGap(
            scan.File, IsDamage: false, scan.GoodLength, scan.TornBytes, scan.LastReceived, After: null, kept));
    }

    private static void SetAside(SafeFileHandle file, FrameScan scan, string path)
    {
        using var kept = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
        var buffer = new byte[1 << 16];
        for (var done = 0L; done < scan.TornBytes;)
        {
            var part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, scan.TornBytes - done));
            var read = RandomAccess.Read(file, part, scan.GoodLength + done);
            if (read == 0)
                break;
            RandomAccess.Write(kept, part[..read], done);
            done += read;
        }

        DurableFiles.Flush(kept);
    }

    private void WriteGap(SafeFileHandle file, FrameScan scan, ushort connection)
    {
        var gap = new GapRow(GapRow.Both, TornReason)
        {
            FromReceivedMicros = scan.LastReceived?.WallMicros,
            ToReceivedMicros = _now.WallMicros,
        };
        var frame = new Frame(FrameType.Gap, connection, ++LastSequence, _now, NoteJson.Bytes(new GapNote(gap)));
        var bytes = new byte[FrameFormat.BytesOf(frame.Payload.Length)];
        FrameFormat.Write(bytes, in frame);
        RandomAccess.Write(file, bytes, scan.GoodLength);
    }

    /// <summary>A second kill at the same place must not overwrite what the first left.</summary>
    private static string FreeName(string path)
    {
        var free = path;
        for (var i = 2; File.Exists(free); i++)
            free = $"{Path.ChangeExtension(path, null)}-{i}{Path.GetExtension(path)}";
        return free;
    }
}
