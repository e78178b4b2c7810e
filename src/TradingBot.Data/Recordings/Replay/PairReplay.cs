using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Segments;

namespace TradingBot.Data.Recordings.Replay;

/// <summary>
/// What was received of one pair, in the order of its receipt: changes of the book a message at a time, whole books,
/// trades, and where a gap begins. Decoding goes on ahead on other threads; at most two row groups of the book and two
/// of the trades are in memory, and the snapshots of two hours.
/// </summary>
/// <remarks>
/// Of things that arrived in the same microsecond the book's come first. Where our clock was set back, time stands
/// still until it is there again.
/// </remarks>
internal sealed class PairReplay : IAsyncDisposable
{
    private readonly DecodedAhead<BookPart> _bookParts;
    private readonly DecodedAhead<PrintBatch> _tradeParts;
    private readonly long _tradesFrom;
    private readonly Queue<StoredSnapshot> _snapshots = new();
    private BookPart? _part;
    private int _level;
    private int _print = -1;
    private bool _isBookOver;
    private bool _areTradesOver;
    private bool _isKnown;
    private int _gap;

    /// <param name="hours">What there is.</param>
    /// <param name="gaps">What is missing of it.</param>
    /// <param name="bookFrom">The first hour of the book.</param>
    /// <param name="tradesFrom">Trades received before are left out; unix microseconds.</param>
    /// <param name="last">The last hour.</param>
    public PairReplay(PairHours hours, RecordedGaps gaps, RecordingHour bookFrom, long tradesFrom, RecordingHour last)
    {
        (Gaps, _tradesFrom) = (gaps, tradesFrom);
        _bookParts = new(BookPart.ReadAsync(hours.Folder, hours.Of(SegmentKind.Changes, bookFrom, last)));
        var trades = hours.Of(SegmentKind.Trades, RecordingHour.Of(tradesFrom), last);
        _tradeParts = new(TradesAsync(hours.Folder, trades));
    }

    public RecordedGaps Gaps { get; }

    /// <summary>What comes now; after <see cref="TryNext"/>.</summary>
    public ReplayKind Kind { get; private set; }

    /// <summary>When it arrived, unix microseconds; never runs back.</summary>
    public long ReceivedMicros { get; private set; }

    /// <summary>The exchange's time, unix microseconds; 0 where it sent none.</summary>
    public long ExchangeMicros { get; private set; }

    /// <summary>
    /// Of <see cref="ReplayKind.Changes"/>: the rows from <see cref="First"/> to before <see cref="End"/>.
    /// </summary>
    public LevelBatch Levels => _part!.Levels;

    public int First { get; private set; }

    public int End { get; private set; }

    /// <summary>Of <see cref="ReplayKind.Trade"/>: the row <see cref="First"/>.</summary>
    public PrintBatch Prints { get; private set; } = new(0, 0);

    /// <summary>Of <see cref="ReplayKind.Book"/>.</summary>
    public StoredSnapshot? Snapshot { get; private set; }

    /// <summary>Levels of a side that the book is cut to; 0: it is not. After <see cref="FillAsync"/>.</summary>
    public int Depth => _part?.Depth ?? 0;

    private bool IsBookDry =>
        _part is not { } part || (_level >= part.Levels.Count && (_snapshots.Count == 0 || !part.IsLast));

    private bool AreTradesDry => _print < 0 || _print >= Prints.Count;

    /// <summary>Waits for what has to be decoded before <see cref="TryNext"/> can go on.</summary>
    /// <returns>False: that was all.</returns>
    /// <exception cref="RecordingException">A segment cannot be read.</exception>
    public async ValueTask<bool> FillAsync()
    {
        while (!_isBookOver && IsBookDry)
        {
            var part = await _bookParts.NextAsync().ConfigureAwait(false);
            _isBookOver = part is null;
            if (part is null)
                break;
            (_part, _level) = (part, 0);
            foreach (var snapshot in part.Snapshots)
                _snapshots.Enqueue(snapshot);
        }

        while (!_areTradesOver && AreTradesDry)
        {
            var prints = await _tradeParts.NextAsync().ConfigureAwait(false);
            _areTradesOver = prints is null;
            if (prints is null)
                break;
            (Prints, _print) = (prints, 0);
            SkipEarlyTrades();
        }

        return !(IsBookDry && AreTradesDry);
    }

    /// <summary>Moves on to what was received next.</summary>
    /// <returns>False: <see cref="FillAsync"/> has to be asked first.</returns>
    public bool TryNext()
    {
        while (true)
        {
            var (isBookDry, areTradesDry) = (IsBookDry, AreTradesDry);
            if ((isBookDry && !_isBookOver) || (areTradesDry && !_areTradesOver) || (isBookDry && areTradesDry))
                return false;
            var trade = areTradesDry ? long.MaxValue : Prints.ReceivedMicros.Values[_print];
            var isSnapshot = !isBookDry && IsSnapshotNext();
            var book = isBookDry ? long.MaxValue
                : isSnapshot ? _snapshots.Peek().ReceivedMicros
                : Levels.ReceivedMicros.Values[_level];
            var next = Math.Min(book, trade);
            if (BeginsGap(next))
                return true;
            if (next > ReceivedMicros)
                ReceivedMicros = next;
            if (trade < book)
                TakeTrade();
            else if (!(isSnapshot ? TakeSnapshot() : TakeMessage()))
                continue;
            return true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _bookParts.DisposeAsync().ConfigureAwait(false);
        await _tradeParts.DisposeAsync().ConfigureAwait(false);
    }

    private static async IAsyncEnumerable<PrintBatch> TradesAsync(
        RecordingFolder folder, IReadOnlyList<SegmentName> trades)
    {
        var room = new Room<PrintBatch>((price, quantity) => new PrintBatch(price, quantity));
        foreach (var name in trades)
        {
            var reader = await SegmentReader.OpenAsync(folder.In(name.Path)).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                for (var group = 0; group < reader.Groups; group++)
                {
                    var prints = room.Next(reader.Info);
                    await reader.ReadAsync(group, prints).ConfigureAwait(false);
                    yield return prints;
                }
            }
        }
    }

    private void SkipEarlyTrades()
    {
        var received = Prints.ReceivedMicros.Values;
        while (_print < Prints.Count && received[_print] < _tradesFrom)
            _print++;
    }

    /// <summary>A book is that after a message: it stands behind it and before the next one.</summary>
    private bool IsSnapshotNext() => _snapshots.TryPeek(out var snapshot)
        && (_level >= Levels.Count || snapshot.Message < Levels.Message.Values[_level]);

    private bool BeginsGap(long next)
    {
        var gaps = Gaps.Book;
        while (_gap < gaps.Count && gaps[_gap].FromMicros < next)
        {
            var gap = gaps[_gap++];
            if (!_isKnown || gap.ToMicros <= ReceivedMicros)
                continue;
            _isKnown = false;
            ReceivedMicros = Math.Max(ReceivedMicros, gap.FromMicros);
            (Kind, ExchangeMicros) = (ReplayKind.Gap, 0);
            return true;
        }

        return false;
    }

    private void TakeTrade()
    {
        (Kind, First) = (ReplayKind.Trade, _print++);
        ExchangeMicros = Prints.ExchangeMicros.Values[First];
    }

    /// <returns>False for one that says nothing new, or what nobody knows.</returns>
    private bool TakeSnapshot()
    {
        var snapshot = _snapshots.Dequeue();
        // Ours is the book at the end of the hour before, whether or not that was still true.
        if (snapshot.Reason == SnapshotReason.Hour && (_isKnown || Gaps.IsBookUnknownAt(snapshot.ReceivedMicros)))
            return false;
        _isKnown = true;
        (Kind, Snapshot, ExchangeMicros) = (ReplayKind.Book, snapshot, snapshot.ExchangeMicros ?? 0);
        return true;
    }

    /// <returns>False while the book is not known, which the rows of a sound recording never change.</returns>
    private bool TakeMessage()
    {
        var messages = Levels.Message.Values;
        (First, End) = (_level, _level + 1);
        while (End < Levels.Count && messages[End] == messages[First])
            End++;
        _level = End;
        (Kind, ExchangeMicros) = (ReplayKind.Changes, Levels.ExchangeMicros.Values[First]);
        return _isKnown;
    }
}

/// <summary>What a replay comes to.</summary>
internal enum ReplayKind
{
    /// <summary>A message that changes the book.</summary>
    Changes,

    /// <summary>The whole book.</summary>
    Book,

    /// <summary>From here on nobody knows the book, until a whole one comes.</summary>
    Gap,

    Trade,
}
