using Microsoft.Win32.SafeHandles;

namespace TradingBot.Data.Recordings.Log;

/// <summary>
/// Reads the frames of one file of the log. Where bytes are no frame it looks for the next one: if there is one, they
/// are damage; if there is none, they are what a write left that was cut short.
/// </summary>
internal sealed class FrameReader : IDisposable
{
    private const int SmallestWindow = 1 << 16;

    private readonly SafeFileHandle _file;
    private readonly string _path;
    private readonly long _length;
    private readonly List<FrameDamage> _damages = [];
    private byte[] _window = new byte[SmallestWindow];
    private long _windowStart;
    private int _windowLength;
    private long _at;
    private Receipt? _last;

    /// <param name="path">A file of the log. What is appended while it is read is not seen.</param>
    /// <param name="end">Read no further, such as what is on the disk for certain; null: to the file's end.</param>
    /// <exception cref="RecordingException">It cannot be read.</exception>
    public FrameReader(string path, long? end = null)
    {
        _path = path;
        try
        {
            _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException($"{path}: cannot be read: {failure.Message}", failure);
        }

        _length = Math.Min(end ?? long.MaxValue, RandomAccess.GetLength(_file));
    }

    /// <summary>What was passed over so far.</summary>
    public IReadOnlyList<FrameDamage> Damages => _damages;

    /// <summary>Where the last frame that was read ends; at the end of reading, how long the file should be.</summary>
    public long GoodLength { get; private set; }

    /// <summary>At the end of reading: how many bytes are behind the last frame.</summary>
    public long TornBytes => _length - GoodLength;

    /// <summary>When the last frame that was read had arrived.</summary>
    public Receipt? LastReceived => _last;

    /// <summary>Reads the next good frame.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="RecordingException">It cannot be read, or a later version wrote it.</exception>
    public bool Next(out Frame frame)
    {
        var start = _at;
        while (_at <= _length - FrameFormat.HeaderBytes)
        {
            var bytes = GoodFrameAt(_at);
            if (bytes.IsEmpty)
            {
                _at++;
                continue;
            }

            frame = FrameFormat.Read(bytes, _path);
            if (_at > start)
                _damages.Add(new FrameDamage(start, _at, _last, frame.Received));
            _at += bytes.Length;
            GoodLength = _at;
            _last = frame.Received;
            return true;
        }

        frame = default;
        return false;
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Empty where none is.</summary>
    private ReadOnlyMemory<byte> GoodFrameAt(long offset)
    {
        var claimed = FrameFormat.ClaimedBytes(Bytes(offset, sizeof(uint)).Span);
        if (claimed == 0 || claimed > _length - offset)
            return default;
        var bytes = Bytes(offset, claimed);
        return FrameFormat.IsGood(bytes.Span) ? bytes : default;
    }

    private ReadOnlyMemory<byte> Bytes(long offset, int count)
    {
        if (offset < _windowStart || offset + count > _windowStart + _windowLength)
            Fill(offset, count);
        return _window.AsMemory((int)(offset - _windowStart), count);
    }

    private void Fill(long offset, int count)
    {
        if (count > _window.Length)
            _window = new byte[count + SmallestWindow];
        _windowStart = offset;
        _windowLength = 0;
        try
        {
            while (_windowLength < count)
            {
                var read = RandomAccess.Read(_file, _window.AsSpan(_windowLength), offset + _windowLength);
                if (read == 0)
                    throw new RecordingException($"{_path}: became shorter while it was read");
                _windowLength += read;
            }
        }
        catch (IOException failure)
        {
            throw new RecordingException($"{_path}: cannot be read: {failure.Message}", failure);
        }
    }
}
