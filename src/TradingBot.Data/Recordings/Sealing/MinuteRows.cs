using TradingBot.Core.Market.Figures;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Exchanges.Contract.Capture;

namespace TradingBot.Data.Recordings.Sealing;

/// <summary>
/// The figures of one pair's minutes through an hour of the log, as whoever listened knew them at each minute's end, by
/// the time of receipt. A minute has a row where its end found a book with both sides and a connection that was heard
/// of; it is covered where nothing of it is missing.
/// </summary>
internal sealed class MinuteRows
{
    private const int Minutes = 60;
    private const long MinuteMicros = 60_000_000;

    /// <summary>Nothing at all for so long on a pair's connections: what was known before may not hold on.</summary>
    private const long LongestSilence = 10_000_000;

    private readonly BookRows _book;
    private readonly RecordingHour _hour;
    private readonly MinuteBatch _batch;
    private readonly MinuteFiguresBuilder _figures = new();
    private readonly bool[] _isTorn = new bool[Minutes];
    private readonly List<MinuteRow> _rows = [];
    private long _now;
    private long _lastFrame;
    private long _lastKnown;
    private long _lastTraded;
    private long? _lastTrade;
    private long? _noTradesSince;
    private long _message;
    private bool _isKnown;

    /// <param name="book">The pair's, which is shown each event before this.</param>
    /// <param name="start">What is known of the pair.</param>
    /// <param name="hour">The hour.</param>
    /// <param name="batch">Is added to when the hour is over.</param>
    public MinuteRows(BookRows book, PairStart start, RecordingHour hour, MinuteBatch batch)
    {
        (_book, _hour, _batch) = (book, hour, batch);
        _now = _lastFrame = _lastKnown = _lastTraded = hour.StartMicros;
        _lastTrade = start.Trades.Last;
        _isKnown = book.IsKnown; // then nothing is missing before it
        if (_isKnown)
            _figures.Add(book.Book, TimeOf(_now));
        _message = book.LastMessage;
    }

    /// <summary>A frame of one of the pair's connections, before anything is made of it.</summary>
    public void TakeFrame(long receivedMicros)
    {
        MoveTo(receivedMicros);
        if (_now - _lastFrame > LongestSilence)
            Tear(_lastFrame, _now);
        _lastFrame = _now;
    }

    /// <summary>Time goes on.</summary>
    /// <param name="receivedMicros">Of the event that comes next; clocks may jump.</param>
    public void MoveTo(long receivedMicros)
    {
        var time = Math.Clamp(receivedMicros, _now, _hour.EndMicros);
        for (var minute = MinuteOf(_now); EndOf(minute) <= time && minute < Minutes; minute++)
            Close(minute);
        _now = time;
    }

    /// <summary>Looks at the book after an event.</summary>
    public void SeeBook()
    {
        if (_book.IsKnown)
        {
            if (!_isKnown)
                Tear(_lastKnown, _now);
            if (!_isKnown || _message != _book.LastMessage)
                _figures.Add(_book.Book, TimeOf(_now));
            (_isKnown, _message, _lastKnown) = (true, _book.LastMessage, _now);
        }
        else if (_isKnown)
        {
            _figures.Restart();
            _isKnown = false;
        }
    }

    /// <summary>Trades as they happen. What is fetched afterwards belongs to minutes that are over.</summary>
    public void Take(TradesMessage message)
    {
        if (message.Source != TradeSource.Stream)
            return;
        if (_noTradesSince is { } since)
            Tear(since, _now);
        _noTradesSince = null;
        foreach (var trade in message.Trades)
        {
            if (trade.Id <= _lastTrade)
                continue; // it was there before
            if (trade.Id > _lastTrade + 1)
                MissTrades();
            _figures.Add(trade.Taker, trade.Quantity, TimeOf(_now));
            (_lastTrade, _lastTraded) = (trade.Id, _now);
        }
    }

    /// <summary>Something is missing; trades, of which nobody knows the end, until one comes.</summary>
    public void Miss(GapRow gap)
    {
        Tear(gap.FromReceivedMicros ?? _now, gap.ToReceivedMicros ?? _now);
        if (gap is { Kind: not GapRow.Book, ToReceivedMicros: null, IsBackfilled: false })
            _noTradesSince ??= _now;
    }

    /// <summary>The hour is over.</summary>
    public void Complete()
    {
        MoveTo(_hour.EndMicros);
        if (!_isKnown)
            Tear(_lastKnown, _hour.EndMicros);
        if (_hour.EndMicros - _lastFrame > LongestSilence)
            Tear(_lastFrame, _hour.EndMicros);
        if (_noTradesSince is { } since)
            Tear(since, _hour.EndMicros);
        foreach (var row in _rows)
            _batch.Add(row with { IsCovered = !_isTorn[MinuteOf(row.MinuteMicros)] });
    }

    private static DateTime TimeOf(long micros) => DateTime.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);

    private void Close(int minute)
    {
        var end = EndOf(minute);
        if (!_isKnown || end - _lastFrame > LongestSilence
            || _figures.Build(_book.Book, TimeOf(end)) is not { } figures)
        {
            return;
        }

        _rows.Add(new MinuteRow(
            end - MinuteMicros,
            _message,
            _book.LastExchangeMicros,
            IsCovered: false,
            _book.Price(figures.Book.BestBid),
            _book.Price(figures.Book.BestAsk),
            MinuteFigureNames.Of(figures)));
    }

    private void MissTrades()
    {
        Tear(_lastTraded, _now);
        _figures.Restart();
        if (_isKnown)
            _figures.Add(_book.Book, TimeOf(_now));
    }

    /// <summary>Marks the minutes of a stretch of which something is missing.</summary>
    private void Tear(long from, long to)
    {
        for (var minute = Math.Max(0, MinuteOf(from)); minute <= Math.Min(Minutes - 1, MinuteOf(to)); minute++)
            _isTorn[minute] = true;
    }

    /// <summary>-1 for a moment before the hour, 60 for one after it.</summary>
    private int MinuteOf(long micros) => micros < _hour.StartMicros
        ? -1
        : (int)Math.Min((micros - _hour.StartMicros) / MinuteMicros, Minutes);

    private long EndOf(int minute) => _hour.StartMicros + (minute + 1) * MinuteMicros;
}
