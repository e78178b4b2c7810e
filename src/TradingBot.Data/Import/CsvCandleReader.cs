using System.Globalization;
using System.Runtime.CompilerServices;
using TradingBot.Core.Market;
using TradingBot.Data.Candles;

namespace TradingBot.Data.Import;

/// <summary>
/// Reads the candles of a CSV in batches: Kraken's archives and any file whose columns <see cref="CsvLayout"/> knows.
/// Every candle that comes out is valid and aligned to its interval; they come in the file's order, whatever that is.
/// Nothing is allocated for a good row.
/// </summary>
/// <remarks>
/// Reads into a buffer rather than over a mapped file: it costs 5 % of the time, serves ZIP entries as well, and a file
/// that is cut short meanwhile is an error instead of a signal.
/// </remarks>
internal sealed unsafe class CsvCandleReader
{
    private const string NotEnded = "has not ended";

    private readonly LineBuffer _text;
    private readonly string _file;
    private readonly Timeframe _timeframe;
    private readonly Action<BadRow>? _skip;
    private readonly long _now;
    private readonly long _latest;
    private readonly TradeAggregator _trades;
    private CsvLayout? _layout;
    private long _last;
    private long _line;
    private long _goodTrades;

    /// <param name="csv">UTF-8, read to its end, not disposed.</param>
    /// <param name="file">The name for messages.</param>
    /// <param name="timeframe">The interval of its candles.</param>
    /// <param name="skip">Told of every bad row, which is then left out; null if a bad row ends the reading.</param>
    /// <param name="now">The present, unix seconds: no candle is later.</param>
    public CsvCandleReader(
        Stream csv, string file, Timeframe timeframe, Action<BadRow>? skip = null, long now = uint.MaxValue)
    {
        (_text, _file, _timeframe, _skip, _now) = (new LineBuffer(csv), file, timeframe, skip, now);
        _latest = now - timeframe.Seconds;
        _last = -timeframe.Seconds;
        _trades = new TradeAggregator(timeframe, now);
        Steps = new RowSteps(timeframe);
    }

    public long BytesRead => _text.BytesRead;

    /// <summary>Candles that were given.</summary>
    public long Rows { get; private set; }

    /// <summary>Rows that were left out because they are bad.</summary>
    public long BadRows { get; private set; }

    /// <summary>The first of them.</summary>
    public BadRow FirstBadRow { get; private set; }

    /// <summary>True if a row is a trade; then candles that were given may be parts of one.</summary>
    public bool IsOfTrades => _layout is { IsOfTrades: true };

    /// <summary>True if most rows are earlier than the one above them.</summary>
    public bool IsDescending => IsOfTrades ? _trades.IsDescending : Steps.Falls * 2 > Rows - 1;

    /// <summary>How far the rows are apart.</summary>
    public RowSteps Steps { get; }

    /// <summary>Open time, unix seconds, of a candle that was left out because it has not ended; else null.</summary>
    public long? Unfinished { get; private set; }

    /// <summary>Where the rows are that candles were made of.</summary>
    public RowLines Lines { get; } = new();

    /// <summary>Fills the batch from its start.</summary>
    /// <returns>The number of candles; 0 at the end of the file.</returns>
    /// <exception cref="ImportException">The header lacks a column, or a row is bad and nothing skips it.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public int Read(Span<Candle> batch)
    {
        var count = 0;
        while (count < batch.Length && (_text.Next < _text.End || _text.Refill(new BadRow(_file, _line + 1, ""))))
        {
            var before = count;
            if (_layout is null)
                _layout = ReadLayout();
            else if (_layout.IsOfTrades)
                count += ReadTrades(_layout, batch[count..]);
            else
                count += ReadLines(_layout, batch[count..]);
            Rows += count - before;
        }

        if (count < batch.Length && _trades.End() is { } last && IsToBeKept(last))
        {
            batch[count++] = last;
            Rows++;
        }

        return count;
    }

    private int ReadLines(CsvLayout layout, Span<Candle> batch)
    {
        var count = 0;
        var values = stackalloc double[CsvLayout.Slots];
        values[CsvLayout.Trades] = 0;
        values[CsvLayout.Clock] = 0;
        fixed (byte* buffer = _text.Bytes, columns = layout.Columns)
        {
            var line = buffer + _text.Next;
            var end = buffer + _text.End;
            while (line < end && count < batch.Length)
            {
                _line++;
                string? fault = null;
                var next = CsvRow.ReadPlain(
                    line, columns, layout.Columns.Length, layout.Separator, layout.HasMoreColumns, values);
                if (next == null)
                {
                    var text = _text.LineAt((int)(line - buffer));
                    next = line + text.Length + 1;
                    if (IsBlank(text))
                    {
                        Lines.Skip(Rows + count);
                        line = next;
                        continue;
                    }

                    fault = CsvRow.Read(text, layout, new Span<double>(values, CsvLayout.Slots));
                }

                fault ??= Accept(values, out batch[count]);
                if (fault is null)
                    count++;
                else
                    LeaveOut(fault, Rows + count);
                line = next;
            }

            _text.Next = (int)(line - buffer);
        }

        return count;
    }

    /// <summary>Makes the candle of a row; what is wrong with it, or null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private string? Accept(double* values, out Candle candle)
    {
        var time = CandleTimes.SecondsOf(values[CsvLayout.Time]) + values[CsvLayout.Clock];
        var seconds = (long)time;
        var step = seconds - _last;
        var trades = (int)values[CsvLayout.Trades];
        var isPlaced = seconds == time && (step == _timeframe.Seconds || seconds % _timeframe.Seconds == 0)
            && seconds >= CandleTimes.First && seconds <= _latest
            && trades == values[CsvLayout.Trades] && trades >= 0;
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
        if (step != _timeframe.Seconds && _last >= 0)
            Steps.Add(step);
        _last = seconds;
        return null;
    }

    private string WhatIsMisplaced(double time, double trades)
    {
        if (CandleTimes.WhatIsImpossible(time, _now) is { } impossible)
            return impossible;
        var seconds = (long)time;
        if (seconds != time || seconds % _timeframe.Seconds != 0)
        {
            var number = time.ToString(CultureInfo.InvariantCulture);
            return $"time {CandleFormat.Time(seconds)} ({number}) is no multiple of {_timeframe} minutes";
        }

        return HasEnded(seconds) ? FormattableString.Invariant($"trades {trades} is not a count") : NotEnded;
    }

    /// <summary>False, and noted, for a candle that will still change.</summary>
    private bool HasEnded(long seconds)
    {
        if (seconds <= _latest)
            return true;
        Unfinished = seconds;
        return false;
    }

    private int ReadTrades(CsvLayout layout, Span<Candle> batch)
    {
        var count = 0;
        Span<double> values = stackalloc double[CsvLayout.Slots];
        values.Clear();
        while (_text.Next < _text.End && count < batch.Length)
        {
            _line++;
            var text = _text.LineAt(_text.Next);
            _text.Next += text.Length + 1;
            if (IsBlank(text))
            {
                Lines.Skip(_goodTrades);
                continue;
            }

            Candle? done = null;
            var fault = CsvRow.Read(text, layout, values) ?? _trades.Add(
                CandleTimes.SecondsOf(values[CsvLayout.Time]) + values[CsvLayout.Clock],
                values[CsvLayout.Price],
                values[CsvLayout.Volume],
                out done);
            if (done is { } candle && IsToBeKept(candle))
                batch[count++] = candle;
            if (_trades.Disorder > RowOrder.MaxTrades)
                throw Disorder();
            if (fault is null)
                _goodTrades++;
            else
                LeaveOut(fault, _goodTrades);
        }

        return count;
    }

    private ImportException Disorder() => Refusal(new BadRow(
        _file, _line, $"more than {RowOrder.MaxTrades:N0} trades are out of order; sort the file by time"));

    /// <summary>False for a candle that will still change; its trades are as if they were not there.</summary>
    private bool IsToBeKept(in Candle candle)
    {
        if (HasEnded(candle.OpenSeconds))
            return true;
        _goodTrades -= candle.TradeCount;
        Lines.Skip(_goodTrades, candle.TradeCount);
        return false;
    }

    private static ImportException Refusal(BadRow row) => new(row.ToString());

    private void LeaveOut(string fault, long row)
    {
        Lines.Skip(row);
        if (ReferenceEquals(fault, NotEnded))
            return;
        var bad = new BadRow(_file, _line, fault);
        if (_skip is null)
            throw Refusal(bad with { Reason = fault + "; nothing is imported (--skip-bad leaves bad rows out)" });
        if (BadRows++ == 0)
            FirstBadRow = bad;
        _skip(bad);
    }

    /// <summary>
    /// Reads past the lines above the header, and past a header; null if there was nothing but empty lines yet.
    /// </summary>
    private CsvLayout? ReadLayout()
    {
        if (_line == 0 && _text.LineAt(_text.Next).StartsWith("\uFEFF"u8))
            _text.Next += "\uFEFF"u8.Length;
        while (_text.Next < _text.End)
        {
            var line = _text.LineAt(_text.Next);
            var below = _text.LineIfRead(_text.Next + line.Length + 1);
            var isNothing = IsBlank(line) || CsvLayout.IsComment(line);
            var layout = isNothing ? null : CsvLayout.Of(_file, line, _line + 1, below);
            if (layout is { HasHeader: false })
                return layout;
            _line++;
            _text.Next += line.Length + 1;
            Lines.Skip(0);
            if (layout is not null)
                return layout;
        }

        return null;
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.Trim(" \t\r"u8).IsEmpty;
}
