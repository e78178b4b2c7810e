namespace TradingBot.Worlds.Exchange;

/// <summary>An order as it was asked for, whichever way it came.</summary>
internal sealed record Ticket
{
    public required bool IsBuy { get; init; }

    public required decimal Volume { get; init; }

    /// <summary>Null: at the market.</summary>
    public required decimal? Limit { get; init; }

    public required bool IsPostOnly { get; init; }

    public required string? ClientId { get; init; }

    /// <summary>UTC; the order must not be taken after it.</summary>
    public required DateTime? Deadline { get; init; }

    public required bool IsFeeInQuote { get; init; }
}
