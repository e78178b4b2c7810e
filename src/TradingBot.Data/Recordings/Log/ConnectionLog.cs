using Microsoft.Win32.SafeHandles;
using TradingBot.Data.Candles;
using TradingBot.Data.Recordings.Rows;

namespace TradingBot.Data.Recordings.Log;

/// <summary>
/// What one connection writes: a frame is with the operating system when <see cref="Append"/> returns, and on the disk
/// a second later. Any thread may call it.
/// </summary>
internal sealed class ConnectionLog
{
    private const string FullReason = "disk full";

    private readonly RecordingLog _log;
    private readonly RecordingFolder _folder;
    private readonly Lock _guard = new();
    private readonly Dictionary<string, RecordedPair> _pairs = [];
    private SafeFileHandle? _file;
    private RecordingHour _hour;
    private bool _isDescribed;
    private long _length;
    private long _flushed;
    private byte[] _buffer = new byte[1 << 12];
    private long _refused;
    private Receipt _firstRefused;
    private Receipt _lastRefused;

    /// <summary>Made by <see cref="RecordingLog.Connect"/>.</summary>
    internal ConnectionLog(RecordingLog log, RecordingFolder folder, ushort number)
    {
        _log = log;
        _folder = folder;
        Number = number;
    }

    public ushort Number { get; }

    /// <summary>
    /// How much of the open file is on the disk for certain; whoever follows the log reads no further.
    /// </summary>
    public long DurableBytes => Interlocked.Read(ref _flushed);

    /// <summary>Frames that could not be written since the log last stopped.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>
    /// Says what is recorded on this connection, before the first message of the pair. Each further file repeats it.
    /// </summary>
    /// <exception cref="RecordingException">The pair cannot stand in a path.</exception>
    public void Describe(RecordedPair pair)
    {
        if (pair.Problem() is { } problem)
            throw new RecordingException(problem);
        lock (_guard)
        {
            _pairs[pair.Symbol] = pair;
            _isDescribed = false;
        }
    }

    /// <summary>Adds a frame.</summary>
    /// <returns>False while the log has stopped for want of space; the frame is then counted as lost.</returns>
    /// <exception cref="RecordingException">The disk fails in another way: nothing can be promised any
    /// more.</exception>
    public bool Append(FrameType type, Receipt received, ReadOnlyMemory<byte> payload)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, FrameFormat.LongestPayload);
        lock (_guard)
        {
            _log.ThrowIfFailed();
            if (_log.IsStopped || !TellRefused(received) || !TryWrite(type, received, payload))
            {
                Refuse(received);
                return false;
            }

            return true;
        }
    }

    /// <summary>Brings what was written to the disk, and closes the file of an hour that is over.</summary>
    /// <param name="open">The hour that is written now.</param>
    /// <param name="now">When.</param>
    internal void Tick(RecordingHour open, Receipt now)
    {
        lock (_guard)
        {
            if (!_log.IsStopped)
                TellRefused(now);
            Flush();
            if (_file is not null && _hour < open)
                Close();
        }
    }

    internal void Close()
    {
        lock (_guard)
        {
            Flush();
            _file?.Dispose();
            _file = null;
        }
    }

    private void Flush()
    {
        if (_file is null || _flushed == _length)
            return;
        DurableFiles.Flush(_file);
        _flushed = _length;
    }

    /// <summary>Writes the gap that the frames are which were refused.</summary>
    /// <returns>False if there is still no space.</returns>
    private bool TellRefused(Receipt now)
    {
        if (_refused == 0)
            return true;
        var gap = new GapRow(GapRow.Both, FullReason)
        {
            FromReceivedMicros = _firstRefused.WallMicros,
            ToReceivedMicros = _lastRefused.WallMicros,
            Lost = _refused,
        };
        if (!TryWrite(FrameType.Gap, now, NoteJson.Bytes(new GapNote(gap))))
            return false;
        Interlocked.Exchange(ref _refused, 0);
        return true;
    }

    private void Refuse(Receipt received)
    {
        if (_refused == 0)
            _firstRefused = received;
        _lastRefused = received;
        Interlocked.Increment(ref _refused);
    }

    /// <returns>False for want of space.</returns>
    private bool TryWrite(FrameType type, Receipt received, ReadOnlyMemory<byte> payload)
    {
        try
        {
            MoveTo(RecordingHour.Of(received.WallMicros));
            if (!_isDescribed)
                WritePairs(received);
            Write(type, received, payload);
            return true;
        }
        catch (IOException failure) when (DiskFailure.IsFull(failure))
        {
            _log.Stop(FullReason);
            return false;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw _log.Fail(failure);
        }
    }

    private void MoveTo(RecordingHour hour)
    {
        // The wall clock may be set back, and a message be written after its hour: an hour that is over stays over.
        hour = hour < _log.OpenHour ? _log.OpenHour : hour;
        if (_file is not null && hour <= _hour)
            return;
        Close();
        var path = _folder.LogOf(hour, Number);
        DurableFiles.CreateFolder(Path.GetDirectoryName(path)!);
        var file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        DurableFiles.FlushNames(Path.GetDirectoryName(path)!);
        (_file, _hour, _length) = (file, hour, RandomAccess.GetLength(file));
        _flushed = _length;
        _isDescribed = false;
    }

    private void WritePairs(Receipt now)
    {
        foreach (var pair in _pairs.Values)
            Write(FrameType.Pair, now, NoteJson.Bytes(pair));
        _isDescribed = true;
    }

    private void Write(FrameType type, Receipt received, ReadOnlyMemory<byte> payload)
    {
        var bytes = FrameFormat.BytesOf(payload.Length);
        if (_buffer.Length < bytes)
            _buffer = new byte[bytes * 2];
        FrameFormat.Write(_buffer, new Frame(type, Number, _log.NextSequence(), received, payload));
        try
        {
            RandomAccess.Write(_file!, _buffer.AsSpan(0, bytes), _length);
        }
        catch (IOException)
        {
            RandomAccess.SetLength(_file!, _length); // of a part of it nothing can be made
            throw;
        }

        _length += bytes;
    }
}
