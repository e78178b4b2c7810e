namespace TradingBot.Core.Orders;

/// <summary>All that is known of an attempt: what is stored at each change, and read back at start.</summary>
public sealed record AttemptRecord
{
    /// <summary>Its <c>cl_ord_id</c>.</summary>
    public required Guid Id { get; init; }

    /// <summary>From 1; a further one is made only when the one before is proved not to exist.</summary>
    public required int Attempt { get; init; }

    public required long Number { get; init; }

    public required OrderIntent Intent { get; init; }

    /// <summary>Money held back for it, quote currency.</summary>
    public required decimal Reserved { get; init; }

    /// <summary>UTC, exchange time.</summary>
    public required DateTime DecidedAt { get; init; }

    public OrderState State { get; init; }

    /// <summary>When it was handed to the connection; UTC. Meaningless while only intended.</summary>
    public DateTime SentAt { get; init; }

    /// <summary>UTC by the exchange's clock. Meaningless while only intended.</summary>
    public DateTime Deadline { get; init; }

    /// <summary>The exchange's id, once known.</summary>
    public string? ExchangeId { get; init; }

    /// <summary>True when it is not wanted any more, however long it has rested.</summary>
    public bool IsWithdrawn { get; init; }

    /// <summary>
    /// True when the exchange itself refused it for what it asks; false where it never arrived or may be repeated.
    /// </summary>
    public bool IsRefused { get; init; }

    /// <summary>
    /// What follows if it is proved absent, where the exchange has refused a copy of it; null where nothing was said.
    /// </summary>
    public CopyRefusal? Refusal { get; init; }

    /// <summary>Base units traded.</summary>
    public decimal Filled { get; init; }

    /// <summary>Quote currency.</summary>
    public decimal Cost { get; init; }

    /// <summary>What was charged; null while it is not known for all that traded.</summary>
    public Fee? Fee { get; init; }

    /// <summary>Why it is in this state, where there is something to say.</summary>
    public string? Note { get; init; }

    /// <summary>Fills reported so far, each once.</summary>
    public IReadOnlyList<Execution> Executions { get; init; } = [];
}
