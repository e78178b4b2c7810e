using System.Text;
using TradingBot.Data.Recordings.Log;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Exchanges.Contract.Capture;

namespace TradingBot.Data.Recordings.Sealing;

/// <summary>Makes rows of what an hour's log has about one pair.</summary>
internal sealed class PairBuilder
{
    /// <summary>Nobody wrote that the connection had ended.</summary>
    private const string WasNotRunning = "the program had ended";

    private readonly HourPairs _hour;
    private readonly BookRows _book;
    private readonly TradeRows _trades;
    private readonly MinuteRows _minutes;
    private readonly CandleRows _candles;
    private long? _lastMessage;

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
        _trades = new TradeRows(start, batches);
        _minutes = new MinuteRows(_book, start, hour, batches.Minutes);
        _candles = new CandleRows(pair, start, batches);
    }

    public RecordedPair Pair { get; }

    public PairBatches Batches { get; }

    public BookRows Book => _book;

    public CandleRows Candles => _candles;

    /// <summary>A frame, before what was decoded of it.</summary>
    /// <param name="frame">Of any connection.</param>
    /// <param name="damage">Bytes before it that are damaged.</param>
    public void Take(in Frame frame, FrameDamage? damage)
    {
        if (!_hour.IsCarried(frame.Connection, Pair))
            return;
        if (frame.Type != FrameType.Clock)
            _minutes.TakeFrame(frame.Received.WallMicros); // that one says nothing about the connection
        if (damage is { } lost)
            TakeGap(DamageNote(in lost));
        switch (frame.Type)
        {
            case FrameType.Closed:
                Interrupt($"connection lost: {Encoding.UTF8.GetString(frame.Payload.Span)}");
                break;
            case FrameType.Connected:
                Interrupt(WasNotRunning); // of what was told before, the reason stays
                break;
            case FrameType.Gap:
                TakeGap(NoteJson.Gap(in frame));
                break;
            case FrameType.Digest when NoteJson.Digest(in frame) is var note && note.Pair == Pair.Symbol:
                _book.TakeDigest(note.Digest);
                break;
            case FrameType.Clock when NoteJson.Clock(in frame) is var clock:
                Batches.Clock.Add(frame.Received.WallMicros, clock.OffsetMicros, clock.UncertaintyMicros);
                break;
        }

        if (frame.Type == FrameType.Message)
            _lastMessage = frame.Received.WallMicros;
        _minutes.SeeBook();
    }

    /// <summary>What was decoded of a frame of this pair's connection or of another of its exchange.</summary>
    public void Take(MarketEvent what, Receipt received)
    {
        _minutes.MoveTo(received.WallMicros);
        switch (what)
        {
            case BookMessage book:
                _book.Take(book, received);
                break;
            case TradesMessage trades:
                _trades.Take(trades, received);
                _minutes.Take(trades);
                break;
            case CandlesMessage candles:
                _candles.Take(candles, received);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(what), what, null);
        }

        _minutes.SeeBook();
    }

    /// <summary>A frame of its connection that nobody understands.</summary>
    public void TakeUnreadable(in Frame frame, string reason)
    {
        if (!_hour.IsCarried(frame.Connection, Pair))
            return;
        TakeGap(new GapNote(new GapRow(GapRow.Both, reason) { FromReceivedMicros = _lastMessage, Lost = 1 }));
        _minutes.SeeBook();
    }

    public void Complete()
    {
        _minutes.Complete();
        _book.Complete();
        _trades.Complete();
        _candles.Complete();
    }

    private static GapNote DamageNote(in FrameDamage damage) => new(new GapRow(GapRow.Both, "the log is damaged")
    {
        FromReceivedMicros = damage.Before?.WallMicros,
        ToReceivedMicros = damage.After.WallMicros,
    });

    /// <summary>Each message, a heartbeat too, proves that nothing before it is missing.</summary>
    private void Interrupt(string reason)
    {
        if (_book.IsKnown)
            _book.Lose(reason, _lastMessage);
        _trades.Interrupt(reason, _lastMessage);
        _candles.Interrupt(reason, _lastMessage);
    }

    private void TakeGap(GapNote note)
    {
        if (note.Pair is { } pair && pair != Pair.Symbol)
            return;
        var gap = note.Gap;
        if (gap.Kind != GapRow.Candles)
            _minutes.Miss(gap);
        if (gap.Kind is GapRow.Both or GapRow.Book)
            _book.Lose(gap.Reason, gap.FromReceivedMicros, gap.Lost);
        if (gap.Kind is GapRow.Both or GapRow.Trades)
            Batches.Gaps.Add(gap with { Kind = GapRow.Trades });
        if (gap.Kind is GapRow.Both or GapRow.Candles)
            _candles.Miss(gap);
    }
}
