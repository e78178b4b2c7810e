using TradingBot.Data.Import;
using TradingBot.Data.Recordings.Log;

namespace TradingBot.Data.Recordings.Importing;

/// <summary>The lines of a file, gzipped or not, each as its bytes; no more of it is in memory.</summary>
internal sealed class TextLines : IDisposable
{
    private const int LongestLine = FrameFormat.LongestPayload;

    private readonly string _path;
    private readonly Stream _text;
    private byte[] _buffer = new byte[1 << 16];
    private int _next;
    private int _filled;
    private bool _isOver;

    /// <exception cref="ImportException">It is not there, or cannot be read.</exception>
    public TextLines(string path)
    {
        _path = path;
        if (!File.Exists(path))
            throw new ImportException($"{path}: no such file");
        try
        {
            _text = Open(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ImportException($"{path}: cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>Of the line that was read last, counted from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Reads the next line that is not empty.</summary>
    /// <param name="line">Without what ends it; valid until the next call.</param>
    /// <returns>False at the end.</returns>
    /// <exception cref="ImportException">The file is damaged, or the line does not end.</exception>
    public bool Next(out ReadOnlyMemory<byte> line)
    {
        while (NextAsItIs(out line))
        {
            if (line.Length > 0 && line.Span[^1] == '\r')
                line = line[..^1];
            if (line.Length > 0)
                return true;
        }

        return false;
    }

    /// <summary>What is wrong with the line that was read last.</summary>
    public ImportException Wrong(string reason) => new($"{new BadRow(_path, Number, reason)}");

    public void Dispose() => _text.Dispose();

    private static Stream Open(string path)
    {
        var file = File.OpenRead(path);
        if (!file.CanSeek)
            throw new IOException("it is a pipe, and is read twice");
        var head = new byte[2];
        var isGzip = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == 2 && head is [0x1F, 0x8B];
        file.Position = 0;
        return isGzip ? new GzipInput(file, path) : file;
    }

    private bool NextAsItIs(out ReadOnlyMemory<byte> line)
    {
        var searched = 0;
        Number++;
        while (true)
        {
            var length = _buffer.AsSpan(_next + searched, _filled - _next - searched).IndexOf((byte)'\n');
            if (length >= 0 || _isOver)
            {
                var end = length >= 0 ? _next + searched + length : _filled;
                line = _buffer.AsMemory(_next, end - _next);
                var isThere = length >= 0 || line.Length > 0;
                _next = Math.Min(end + 1, _filled);
                return isThere;
            }

            searched = _filled - _next;
            Fill();
        }
    }

    private void Fill()
    {
        _buffer.AsSpan(_next, _filled - _next).CopyTo(_buffer);
        (_next, _filled) = (0, _filled - _next);
        if (_filled > LongestLine)
            throw Wrong("the line does not end");
        if (_filled == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        try
        {
            var read = _text.Read(_buffer, _filled, _buffer.Length - _filled);
            _filled += read;
            _isOver = read == 0;
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException)
        {
            throw new ImportException($"{_path}: cannot be read: {failure.Message}", failure);
        }
    }
}
