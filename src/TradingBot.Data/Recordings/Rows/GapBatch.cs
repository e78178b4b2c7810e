namespace TradingBot.Data.Recordings.Rows;

/// <summary>What is missing, a gap a row.</summary>
internal sealed class GapBatch : RowBatch
{
    public GapBatch() => Columns =
    [
        Kind, FromExchangeMicros, ToExchangeMicros, FromReceivedMicros, ToReceivedMicros, Reason, LastId, NextId, Lost,
        IsBackfilled,
    ];

    /// <summary>Of what: <c>book</c>, <c>trades</c> or <c>candles</c>.</summary>
    public TextColumn Kind { get; } = new("kind");

    public OptionalLongColumn FromExchangeMicros { get; } = new("from_exch_us");

    public OptionalLongColumn ToExchangeMicros { get; } = new("to_exch_us");

    /// <summary>When the last before it arrived.</summary>
    public OptionalLongColumn FromReceivedMicros { get; } = new("from_recv_us");

    /// <summary>When the first behind it arrived; null: it goes on in the next hour.</summary>
    public OptionalLongColumn ToReceivedMicros { get; } = new("to_recv_us");

    public TextColumn Reason { get; } = new("reason");

    /// <summary>The last id, or of a book the last message, before it.</summary>
    public OptionalLongColumn LastId { get; } = new("last_id");

    /// <summary>The first behind it.</summary>
    public OptionalLongColumn NextId { get; } = new("next_id");

    /// <summary>How many; null: not known.</summary>
    public OptionalLongColumn Lost { get; } = new("lost");

    /// <summary>True once what was missing has been fetched.</summary>
    public FlagColumn IsBackfilled { get; } = new("backfilled");

    public override IReadOnlyList<Column> Columns { get; }

    public void Add(GapRow row)
    {
        var at = Next();
        Kind.Values[at] = row.Kind;
        FromExchangeMicros[at] = row.FromExchangeMicros;
        ToExchangeMicros[at] = row.ToExchangeMicros;
        FromReceivedMicros[at] = row.FromReceivedMicros;
        ToReceivedMicros[at] = row.ToReceivedMicros;
        Reason.Values[at] = row.Reason;
        LastId[at] = row.LastId;
        NextId[at] = row.NextId;
        Lost[at] = row.Lost;
        IsBackfilled.Values[at] = row.IsBackfilled;
    }

    /// <summary>A row again.</summary>
    public GapRow Row(int at) => new(Kind.Values[at], Reason.Values[at])
    {
        FromExchangeMicros = FromExchangeMicros[at],
        ToExchangeMicros = ToExchangeMicros[at],
        FromReceivedMicros = FromReceivedMicros[at],
        ToReceivedMicros = ToReceivedMicros[at],
        LastId = LastId[at],
        NextId = NextId[at],
        Lost = Lost[at],
        IsBackfilled = IsBackfilled.Values[at],
    };
}

/// <summary>One row of a <see cref="GapBatch"/>. Null is what is not known, or does not apply.</summary>
/// <param name="Kind">Of what.</param>
/// <param name="Reason">Why, in plain words: <c>disk full</c>, <c>connection lost</c>.</param>
internal sealed record GapRow(string Kind, string Reason)
{
    public const string Book = "book";
    public const string Trades = "trades";

    public const string Candles = "candles";

    /// <summary>Of all that is recorded; in notes of the log only, never in a row.</summary>
    public const string Both = "both";

    public long? FromExchangeMicros { get; init; }

    public long? ToExchangeMicros { get; init; }

    public long? FromReceivedMicros { get; init; }

    public long? ToReceivedMicros { get; init; }

    public long? LastId { get; init; }

    public long? NextId { get; init; }

    public long? Lost { get; init; }

    public bool IsBackfilled { get; init; }
}
