using TradingBot.Data.Recordings.Segments;

namespace TradingBot.Data.Recordings.Sealing;

/// <summary>The segments that are made of one pair's hour.</summary>
internal sealed class PairOutput : IAsyncDisposable
{
    private readonly SegmentDraft _changes;
    private readonly SegmentDraft _snapshots;
    private readonly SegmentDraft _trades;
    private readonly SegmentDraft _gaps;
    private readonly SegmentDraft _minutes;
    private readonly SegmentDraft _candles;
    private readonly SegmentDraft _clock;

    public PairOutput(RecordingFolder folder, RecordingHour hour, PairBuilder builder)
    {
        Builder = builder;
        var batches = builder.Batches;
        _changes = new SegmentDraft(
            folder,
            Name(SegmentKind.Changes),
            batches.Changes,
            batches.Changes.Message,
            batches.Changes.ReceivedMicros);
        _snapshots = new SegmentDraft(
            folder,
            Name(SegmentKind.Snapshots),
            batches.Snapshots,
            batches.Snapshots.Message,
            batches.Snapshots.ReceivedMicros);
        _trades = new SegmentDraft(
            folder, Name(SegmentKind.Trades), batches.Trades, batches.Trades.Id, batches.Trades.ReceivedMicros);
        _gaps = new SegmentDraft(folder, Name(SegmentKind.Gaps), batches.Gaps, key: null, received: null);
        _minutes = new SegmentDraft(
            folder, Name(SegmentKind.Minutes), batches.Minutes, batches.Minutes.LastMessage, batches.Minutes.Minute);
        _candles = new SegmentDraft(
            folder,
            Name(SegmentKind.Candles),
            batches.Candles,
            batches.Candles.BeginMicros,
            batches.Candles.ReceivedMicros);
        _clock = new SegmentDraft(
            folder, Name(SegmentKind.Clock), batches.Clock, key: null, batches.Clock.ReceivedMicros);

        SegmentName Name(SegmentKind kind) => new(builder.Pair.Exchange, builder.Pair.Symbol, kind, hour);
    }

    public PairBuilder Builder { get; }

    private SegmentDraft[] All => [_changes, _snapshots, _trades, _gaps, _minutes, _candles, _clock];

    /// <summary>That were written.</summary>
    public long Rows => All.Sum(draft => draft.Rows);

    /// <summary>True if there is a row group to be written.</summary>
    public bool HasFull => // not of minutes, candles, clock: an hour has sixty
        _changes.Batch.IsFull || _snapshots.Batch.IsFull || _trades.Batch.IsFull || _gaps.Batch.IsFull;

    /// <summary>Writes what has become a row group.</summary>
    public async ValueTask FlushFullAsync()
    {
        foreach (var draft in All)
        {
            if (draft.Batch.IsFull)
                await draft.FlushAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Completes those segments that there is something to say in.</summary>
    public async Task<IReadOnlyList<SegmentDraft>> CompleteAsync()
    {
        Builder.Complete();
        var (batches, book) = (Builder.Batches, Builder.Book);
        var info = new SegmentInfo(
            batches.Changes.Price.Decimals, batches.Changes.Quantity.Decimals, Builder.Pair.Depth);
        var made = new List<SegmentDraft>();
        if (book.HasAny)
        {
            await CompleteAsync(_changes, info with
            {
                IsBookKnownAtEnd = book.IsKnown,
                LastId = book.LastId,
                LastMessage = book.LastMessage,
                Digests = book.Digests,
            }).ConfigureAwait(false);
            await CompleteAsync(_snapshots, info).ConfigureAwait(false);
        }

        if (_trades.HasRows)
            await CompleteAsync(_trades, info).ConfigureAwait(false);
        if (_gaps.HasRows)
            await CompleteAsync(_gaps, info).ConfigureAwait(false);
        if (_minutes.HasRows)
            await CompleteAsync(_minutes, info).ConfigureAwait(false);
        if (Builder.Candles.HasAny)
        {
            await CompleteAsync(_candles, info with { OpenCandles = Builder.Candles.Open })
                .ConfigureAwait(false);
        }

        if (_clock.HasRows)
            await CompleteAsync(_clock, info).ConfigureAwait(false);
        return made;

        async Task CompleteAsync(SegmentDraft draft, SegmentInfo facts)
        {
            await draft.CompleteAsync(facts).ConfigureAwait(false);
            made.Add(draft);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var draft in All)
            await draft.DisposeAsync().ConfigureAwait(false);
    }
}
