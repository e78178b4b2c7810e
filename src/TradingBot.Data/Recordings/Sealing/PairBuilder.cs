using TradingBot.Data.Recordings.Log;
using TradingBot.Data.Recordings.Rows;

namespace TradingBot.Data.Recordings.Sealing;

/// <summary>Makes rows of what an hour's log has about one pair.</summary>
internal sealed class PairBuilder
{
    private readonly HourPairs _hour;
    private readonly BookRows _book;
    private readonly TradeRows _trades;
    private long? _lastFrame;

    /// <param name="pair">Which.</param>
    /// <param name="start">What is known of it.</param>
    /// <param name="hour">The hour.</param>
    /// <param name="facts">What the hour's log says about itself.</param>
    /// <param name="batches">Are added to.</param>
    /// <param name="checksumEvery">Of how many messages one keeps its checksum.</param>
    public PairBuilder(
        RecordedPair pair,
        PairStart start,
        RecordingHour hour,
        HourPairs facts,
        PairBatches batches,
        int checksumEvery)
    {
        (Pair, Batches, _hour) = (pair, batches, facts);
        _book = new BookRows(pair, start, hour, batches, checksumEvery);
        _trades = new TradeRows(pair, start, batches);
    }

    public RecordedPair Pair { get; }

    public PairBatches Batches { get; }

    public BookRows Book => _book;

    /// <summary>A frame, before what was decoded of it.</summary>
    /// <param name="frame">Of any connection.</param>
    /// <param name="damage">Bytes before it that are damaged.</param>
    public void Take(in Frame frame, FrameDamage? damage)
    {
        if (!_hour.IsCarried(frame.Connection, Pair))
            return;
        if (damage is { } lost)
            TakeGap(DamageNote(in lost));
        switch (frame.Type)
        {
            case FrameType.Connected or FrameType.Closed:
                if (_book.IsKnown)
                    _book.Lose("connection lost");
                break;
            case FrameType.Gap:
                TakeGap(NoteJson.Gap(in frame));
                break;
            case FrameType.Digest when NoteJson.Digest(in frame) is var note && note.Pair == Pair.Symbol:
                _book.TakeDigest(note.Digest);
                break;
        }

        _lastFrame = frame.Received.WallMicros;
    }

    /// <summary>What was decoded of a frame of this pair's connection or of another of its exchange.</summary>
    public void Take(MarketEvent what, Receipt received)
    {
        switch (what)
        {
            case BookMessage book:
                _book.Take(book, received);
                break;
            case TradesMessage trades:
                _trades.Take(trades, received);
                break;
            case SubscriptionRefused { Kind: GapRow.Book } refused:
                _book.Lose(refused.Reason, received.WallMicros);
                break;
            case SubscriptionRefused refused:
                Batches.Gaps.Add(new GapRow(refused.Kind, refused.Reason) { FromReceivedMicros = received.WallMicros });
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(what), what, null);
        }
    }

    /// <summary>A frame of its connection that nobody understands.</summary>
    public void TakeUnreadable(in Frame frame, string reason)
    {
        if (_hour.IsCarried(frame.Connection, Pair))
            TakeGap(new GapNote { Reason = reason, FromReceivedMicros = _lastFrame, Lost = 1 });
    }

    public void Complete()
    {
        _book.Complete();
        _trades.Complete();
    }

    private static GapNote DamageNote(in FrameDamage damage) => new()
    {
        Reason = "the log is damaged",
        FromReceivedMicros = damage.Before?.WallMicros,
        ToReceivedMicros = damage.After.WallMicros,
    };

    private void TakeGap(GapNote note)
    {
        if (note.Pair is { } pair && pair != Pair.Symbol)
            return;
        if (note.Kind is null or GapRow.Book)
            _book.Lose(note.Reason, note.FromReceivedMicros, note.Lost);
        if (note.Kind is null or GapRow.Trades)
            Batches.Gaps.Add(RowOf(note));
    }

    private static GapRow RowOf(GapNote note) => new(GapRow.Trades, note.Reason)
    {
        FromExchangeMicros = note.FromExchangeMicros,
        ToExchangeMicros = note.ToExchangeMicros,
        FromReceivedMicros = note.FromReceivedMicros,
        ToReceivedMicros = note.ToReceivedMicros,
        LastId = note.LastId,
        NextId = note.NextId,
        Lost = note.Lost,
        IsBackfilled = note.IsBackfilled,
    };
}
