namespace TradingBot.Data.Recordings.Log;

/// <summary>
/// What is missing: the payload of a frame of that type. Null is what is not known, or does not apply.
/// </summary>
internal sealed record GapNote
{
    /// <summary>The pair; null: all pairs of the frame's connection.</summary>
    public string? Pair { get; init; }

    /// <summary>Of what: <c>book</c> or <c>trades</c>; null: both.</summary>
    public string? Kind { get; init; }

    /// <summary>Why, in plain words: <c>disk full</c>, <c>maintenance</c>.</summary>
    public required string Reason { get; init; }

    public long? FromExchangeMicros { get; init; }

    public long? ToExchangeMicros { get; init; }

    /// <summary>When the last arrived that was kept, unix microseconds.</summary>
    public long? FromReceivedMicros { get; init; }

    /// <summary>When the first arrived that was kept again.</summary>
    public long? ToReceivedMicros { get; init; }

    /// <summary>The last id before it.</summary>
    public long? LastId { get; init; }

    /// <summary>The first behind it.</summary>
    public long? NextId { get; init; }

    /// <summary>How many messages or trades.</summary>
    public long? Lost { get; init; }

    /// <summary>True once what was missing has been fetched.</summary>
    public bool IsBackfilled { get; init; }
}
