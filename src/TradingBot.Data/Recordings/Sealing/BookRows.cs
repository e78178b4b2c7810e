using TradingBot.Core.Market;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Exchanges.Contract.Capture;

namespace TradingBot.Data.Recordings.Sealing;

/// <summary>
/// The book of one pair through an hour of the log, as rows: it is kept as the recorder keeps it, and each checksum and
/// sequence is checked. From a message that does not fit until the next snapshot nothing is known, which is a gap.
/// </summary>
internal sealed class BookRows
{
    /// <summary>Changes that are kept while the snapshot they belong to is on its way; more are a gap.</summary>
    private const int MostWaiting = 10_000;

    private const string NoSnapshot = "no snapshot yet";

    /// <summary>A channel was silent and was subscribed to anew: what it holds now is not what we held.</summary>
    private const string MissedChanges = "changes missed before a new snapshot";

    private readonly PairBatches _batches;
    private readonly ChangeBatch _changes;
    private readonly SnapshotBatch _snapshots;
    private readonly GapBatch _gaps;
    private readonly OrderBook _book;
    private readonly int _checksumEvery;
    private readonly List<(long Message, string Digest)> _digests = [];
    private readonly List<ChangeRow> _rows = [];
    private readonly Queue<(BookMessage Message, Receipt Received)> _waiting = new();
    private long _snapshot;
    private long? _lastReceived;
    private GapRow? _gap;

    /// <param name="pair">What is recorded.</param>
    /// <param name="start">What is known of it.</param>
    /// <param name="hour">The hour.</param>
    /// <param name="batches">Are added to.</param>
    /// <param name="checksumEvery">Of how many messages one keeps its checksum; all are checked.</param>
    public BookRows(RecordedPair pair, PairStart start, RecordingHour hour, PairBatches batches, int checksumEvery)
    {
        _batches = batches;
        (_changes, _snapshots, _gaps) = (batches.Changes, batches.Snapshots, batches.Gaps);
        // Of numbers that are stored with more digits than the exchange prints no checksum can be computed again.
        _checksumEvery = batches.Changes.Price.Decimals == pair.PriceDecimals
            && batches.Changes.Quantity.Decimals == pair.QuantityDecimals ? checksumEvery : int.MaxValue;
        _book = NewBook(pair);
        (LastMessage, LastId, _lastReceived) = (start.Message, start.LastId, start.ReceivedMicros);
        if (start.Book is { } book)
            Begin(book, hour);
        else if (start.Message > 0)
            Lose(NoSnapshot, hour.StartMicros, lost: 0);
    }

    /// <summary>True if the book is known.</summary>
    public bool IsKnown { get; private set; }

    public long LastMessage { get; private set; }

    public long? LastId { get; private set; }

    /// <summary>The exchange's time of the last message, unix microseconds.</summary>
    public long? LastExchangeMicros { get; private set; }

    /// <summary>Messages after which the best bid was not below the best ask.</summary>
    public long Crossed { get; private set; }

    /// <summary>As it is now; it means something while it is known.</summary>
    public OrderBook Book => _book;

    /// <summary>True if there is anything to store of it.</summary>
    public bool HasAny => LastMessage > 0 || _gap is not null;

    public IReadOnlyList<(long Message, string Digest)> Digests => _digests;

    public static OrderBook NewBook(RecordedPair pair) =>
        new(pair.Depth == 0 ? int.MaxValue : pair.Depth, pair.PriceDecimals, pair.QuantityDecimals);

    public void Take(BookMessage message, Receipt received)
    {
        if (message.IsSnapshot && IsKnown && message.LastId < LastId)
            return; // it was asked for before what has been applied since
        if (message.IsSnapshot && IsKnown && message.IsContinuation)
            TakeChanges(BookDifference.Between(_book, message), received);
        else if (message.IsSnapshot)
            TakeSnapshot(message, received);
        else if (IsKnown)
            TakeChanges(message, received);
        else
            Wait(message, received);
        if (IsKnown)
            _lastReceived = received.WallMicros;
    }

    /// <summary>What the recorder's own book was at this place of the log.</summary>
    public void TakeDigest(string digest)
    {
        if (IsKnown)
            _digests.Add((LastMessage, digest));
    }

    /// <summary>From here on nothing is known until the next snapshot.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="from">Since when, unix microseconds of receipt; null: since the last message.</param>
    /// <param name="lost">How many messages; null: not known.</param>
    public void Lose(string reason, long? from = null, long? lost = null)
    {
        IsKnown = false;
        _gap ??= new GapRow(GapRow.Book, reason)
        {
            FromReceivedMicros = from ?? _lastReceived,
            LastId = LastMessage,
            Lost = lost,
        };
    }

    /// <summary>The hour is over: a gap that is open goes on in the next.</summary>
    public void Complete()
    {
        if (_waiting.Count > 0)
            Miss(_waiting.Count, _waiting.Peek().Received);
        if (_gap is { } open)
            _gaps.Add(open);
    }

    /// <summary>A level's price as the files have it.</summary>
    public long Price(BookLevel level) => _batches.Price(level.Price);

    private void Begin(OrderBook book, RecordingHour hour)
    {
        Copy(book.Bids, Side.Buy);
        Copy(book.Asks, Side.Sell);
        IsKnown = true;
        AddSnapshot(SnapshotReason.Hour, exchangeMicros: null, hour.StartMicros);
    }

    private void CountCrossed()
    {
        if (!_book.IsUncrossed)
            Crossed++;
    }

    private void Copy(ReadOnlySpan<BookLevel> levels, Side side)
    {
        foreach (var level in levels)
            _book.Set(side, level);
    }

    private void TakeSnapshot(BookMessage message, Receipt received)
    {
        var held = IsKnown && message.LastId is null ? BookDigest.Of(_book) : null;
        _book.Clear();
        foreach (var change in message.Changes)
            _book.Set(change.Side, change.Level);
        _book.CutToDepth();
        if (message.Checksum is { } expected && _book.Checksum() != expected)
        {
            Lose("wrong checksum of a snapshot", lost: 1);
            return;
        }

        if (held is not null && held != BookDigest.Of(_book))
            Lose(MissedChanges);
        var reason = LastMessage == 0 ? SnapshotReason.Subscribe : SnapshotReason.Resync;
        LastMessage++;
        (IsKnown, LastId, LastExchangeMicros) = (true, message.LastId, message.ExchangeMicros);
        CountCrossed();
        AddSnapshot(reason, message.ExchangeMicros, received.WallMicros);
        if (_gap is { } open)
            _gaps.Add(open with { ToReceivedMicros = received.WallMicros, NextId = LastMessage });
        _gap = null;
        while (IsKnown && _waiting.TryDequeue(out var waiting))
            TakeChanges(waiting.Message, waiting.Received);
    }

    private void AddSnapshot(SnapshotReason reason, long? exchangeMicros, long receivedMicros)
    {
        _snapshot++;
        AddSide(_book.Bids, isBid: true);
        AddSide(_book.Asks, isBid: false);

        void AddSide(ReadOnlySpan<BookLevel> levels, bool isBid)
        {
            foreach (var level in levels)
            {
                _snapshots.Add(new SnapshotRow(
                    _snapshot,
                    LastMessage,
                    exchangeMicros,
                    receivedMicros,
                    reason,
                    isBid,
                    Price(level),
                    Quantity(level)));
            }
        }
    }

    private void TakeChanges(BookMessage message, Receipt received)
    {
        if (message.LastId <= LastId)
            return; // the snapshot has it already
        if (message.FirstId > LastId + 1)
        {
            Lose($"sequence jumps from {LastId} to {message.FirstId}", lost: message.FirstId - LastId - 1);
            WaitFirst(message, received);
            return;
        }

        var number = LastMessage + 1;
        _rows.Clear();
        foreach (var (side, level) in message.Changes)
        {
            AddRow(side, level, isEvicted: false);
            _book.Set(side, level);
        }

        Evict(Side.Buy);
        Evict(Side.Sell);
        _book.CutToDepth();
        if (message.Checksum is { } expected && _book.Checksum() != expected)
        {
            Lose("wrong checksum", lost: 1);
            return;
        }

        if (_rows.Count > 0) // else no row would have its number
            LastMessage = number;
        (LastId, LastExchangeMicros) = (message.LastId ?? LastId, message.ExchangeMicros);
        CountCrossed();
        AddRows(number % _checksumEvery == 0 ? message.Checksum : null);

        void Evict(Side side)
        {
            foreach (var level in _book.BeyondDepth(side))
                AddRow(side, level with { Quantity = 0 }, isEvicted: true);
        }

        void AddRow(Side side, BookLevel level, bool isEvicted) => _rows.Add(new ChangeRow(
            number,
            message.ExchangeMicros ?? 0,
            received.WallMicros,
            side == Side.Buy,
            Price(level),
            Quantity(level),
            isEvicted,
            message.FirstId,
            message.LastId,
            Checksum: null));
    }

    private void AddRows(uint? checksum)
    {
        for (var i = 0; i < _rows.Count; i++)
        {
            var row = _rows[i];
            _changes.Add(i < _rows.Count - 1 ? row : row with { Checksum = checksum });
        }
    }

    private void Wait(BookMessage message, Receipt received)
    {
        if (message.LastId is null)
        {
            Miss(1, received);
        }
        else if (_waiting.Count < MostWaiting)
        {
            _waiting.Enqueue((message, received));
        }
        else
        {
            Miss(_waiting.Count + 1, _waiting.Peek().Received);
            _waiting.Clear();
        }
    }

    /// <summary>It may be one of those that waited: the others come after it.</summary>
    private void WaitFirst(BookMessage message, Receipt received)
    {
        var later = _waiting.ToArray();
        _waiting.Clear();
        Wait(message, received);
        foreach (var waiting in later)
            _waiting.Enqueue(waiting);
    }

    private void Miss(int messages, Receipt received)
    {
        _gap ??= new GapRow(GapRow.Book, NoSnapshot) { FromReceivedMicros = received.WallMicros, Lost = 0 };
        _gap = _gap with { Lost = _gap.Lost + messages }; // what is not known stays so
    }

    private long Quantity(BookLevel level) => _batches.Quantity(level.Quantity);
}
