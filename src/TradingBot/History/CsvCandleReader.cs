using System.Globalization;
using System.Runtime.CompilerServices;
using TradingBot.Core.Market;

namespace TradingBot.History;

/// <summary>
/// Reads the candles of a CSV in batches: Kraken's archives and any file with a header (<see cref="CsvLayout"/>).
/// Every candle that comes out is valid, aligned to its interval and later than the one before. Nothing is allocated
/// for a good row.
/// </summary>
/// <remarks>
/// Reads into a buffer that stays in the processor's cache rather than over a mapped file: it costs 5 % of the time,
/// serves ZIP entries as well, and a file that is cut short meanwhile is an error instead of a signal.
/// </remarks>
internal sealed unsafe class CsvCandleReader
{
    private const int BufferBytes = 256 * 1024;

    /// <summary>From here a time is in milliseconds: as seconds this is the year 5138, as milliseconds 1973.</summary>
    private const double FirstMilliseconds = 1e11;

    private readonly Stream _csv;
    private readonly string _file;
    private readonly Timeframe _timeframe;
    private readonly Action<BadRow>? _skip;
    private readonly byte[] _buffer = new byte[BufferBytes + 1]; // and a newline for a last line that has none
    private CsvLayout? _layout;
    private long _last;
    private long _line;
    private int _next;
    private int _endOfLines;
    private int _filled;

    /// <param name="csv">Read to its end, not disposed.</param>
    /// <param name="file">The name for messages.</param>
    /// <param name="timeframe">The interval of its candles.</param>
    /// <param name="skip">Told of every bad row, which is then left out; null if a bad row ends the reading.</param>
    public CsvCandleReader(Stream csv, string file, Timeframe timeframe, Action<BadRow>? skip = null)
    {
        (_csv, _file, _timeframe, _skip) = (csv, file, timeframe, skip);
        _last = -timeframe.Seconds;
    }

    public long BytesRead { get; private set; }

    /// <summary>Fills the batch from its start.</summary>
    /// <returns>The number of candles; 0 at the end of the file.</returns>
    /// <exception cref="ImportException">The header lacks a column, or a row is bad and nothing skips it.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public int Read(Span<Candle> batch)
    {
        var count = 0;
        while (count < batch.Length && (_next < _endOfLines || Refill()))
        {
            if (_layout is not null)
                count += ReadLines(_layout, batch[count..]);
            else
                _layout = ReadLayout();
        }

        return count;
    }

    private int ReadLines(CsvLayout layout, Span<Candle> batch)
    {
        var count = 0;
        var values = stackalloc double[CsvLayout.Slots];
        values[CsvLayout.Trades] = 0;
        fixed (byte* buffer = _buffer, columns = layout.Columns)
        {
            var line = buffer + _next;
            var end = buffer + _endOfLines;
            while (line < end && count < batch.Length)
            {
                _line++;
                string? fault = null;
                var next = CsvRow.ReadPlain(line, columns, layout.Columns.Length, layout.HasMoreColumns, values);
                if (next == null)
                {
                    var text = LineAt((int)(line - buffer));
                    next = line + text.Length + 1;
                    if (IsBlank(text))
                    {
                        line = next;
                        continue;
                    }

                    fault = CsvRow.Read(text, layout, new Span<double>(values, CsvLayout.Slots));
                }

                fault ??= Accept(values, out batch[count]);
                if (fault is null)
                    count++;
                else
                    Reject(fault);
                line = next;
            }

            _next = (int)(line - buffer);
        }

        return count;
    }

    /// <summary>Makes the candle of a row; what is wrong with it, or null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private string? Accept(double* values, out Candle candle)
    {
        var time = values[CsvLayout.Time];
        if (time >= FirstMilliseconds)
            time /= 1000;
        var seconds = (long)time;
        var step = seconds - _last;
        var trades = (int)values[CsvLayout.Trades];
        var isPlaced = seconds == time && (step == _timeframe.Seconds || step > 0 && step % _timeframe.Seconds == 0)
            && seconds <= uint.MaxValue && trades == values[CsvLayout.Trades] && trades >= 0;
        if (!isPlaced)
        {
            candle = default;
            return WhatIsMisplaced(time, values[CsvLayout.Trades]);
        }

        candle = new Candle(
            seconds,
            values[CsvLayout.Open],
            values[CsvLayout.High],
            values[CsvLayout.Low],
            values[CsvLayout.Close],
            values[CsvLayout.Volume],
            trades);
        if (!CandleRules.Hold(candle))
            return CandleRules.WhatIsBroken(candle);
        _last = seconds;
        return null;
    }

    private string WhatIsMisplaced(double time, double trades)
    {
        if (!(time is >= 0 and <= uint.MaxValue))
            return "time is outside 1970 to 2106";
        var seconds = (long)time;
        if (seconds != time || seconds % _timeframe.Seconds != 0)
        {
            var number = time.ToString(CultureInfo.InvariantCulture);
            return $"time {Words.Time(seconds)} ({number}) is no multiple of {_timeframe} minutes";
        }

        if (seconds == _last)
            return $"time {Words.Time(seconds)} stands twice";
        if (seconds < _last)
            return $"time {Words.Time(seconds)} is before the row above ({Words.Time(_last)})";
        return FormattableString.Invariant($"trades {trades} is not a count");
    }

    private static ImportException Refusal(BadRow row) => new(row.ToString());

    private void Reject(string fault)
    {
        var row = new BadRow(_file, _line, fault);
        if (_skip is null)
            throw Refusal(row with { Reason = fault + "; nothing is imported (--skip-bad leaves bad rows out)" });
        _skip(row);
    }

    /// <summary>Reads past the first line that is not blank, if it is a header; null if there was none yet.</summary>
    private CsvLayout? ReadLayout()
    {
        if (_line == 0 && _buffer.AsSpan(_next, _endOfLines - _next).StartsWith("\uFEFF"u8))
            _next += "\uFEFF"u8.Length;
        while (_next < _endOfLines)
        {
            var line = LineAt(_next);
            var layout = IsBlank(line) ? null : CsvLayout.Of(_file, line, _line + 1);
            if (layout is { HasHeader: false })
                return layout;
            _line++;
            _next += line.Length + 1;
            if (layout is not null)
                return layout;
        }

        return null;
    }

    private ReadOnlySpan<byte> LineAt(int start)
    {
        var rest = _buffer.AsSpan(start, _endOfLines - start);
        return rest[..rest.IndexOf((byte)'\n')];
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.Trim(" \t\r"u8).IsEmpty;

    /// <summary>Moves the unfinished line to the front and reads on until a line ends; false at the end.</summary>
    private bool Refill()
    {
        _buffer.AsSpan(_endOfLines.._filled).CopyTo(_buffer);
        _filled -= _endOfLines;
        (_next, _endOfLines) = (0, 0);
        while (_endOfLines == 0)
        {
            if (_filled == BufferBytes)
                throw Refusal(new BadRow(_file, _line + 1, "the line does not end: no CSV of candles"));
            var read = _csv.Read(_buffer.AsSpan(_filled, BufferBytes - _filled));
            BytesRead += read;
            if (read == 0)
                return EndFile();
            _endOfLines = _buffer.AsSpan(_filled, read).LastIndexOf((byte)'\n') is var newline and >= 0
                ? _filled + newline + 1
                : 0;
            _filled += read;
        }

        return true;
    }

    private bool EndFile()
    {
        if (_filled == 0)
            return false;
        _buffer[_filled++] = (byte)'\n';
        _endOfLines = _filled;
        return true;
    }
}
