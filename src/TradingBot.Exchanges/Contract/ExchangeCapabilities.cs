namespace TradingBot.Exchanges.Contract;

/// <summary>What an exchange can do beyond market and limit orders.</summary>
public sealed record ExchangeCapabilities
{
    /// <summary>It cancels all orders of the account when it hears nothing for a while.</summary>
    public required bool HasDeadMansSwitch { get; init; }

    /// <summary>
    /// How far ahead an order's deadline must be for the exchange to take the order; null: it knows no deadlines, and
    /// an order that is not there may still come.
    /// </summary>
    public required TimeSpan? ShortestDeadline { get; init; }

    /// <summary>Levels of a live order book that may be asked for, rising.</summary>
    public required IReadOnlyList<int> BookDepths { get; init; }

    /// <summary>
    /// Lengths of its own candles that it sends as they grow, in minutes, rising; none where it sends none.
    /// </summary>
    public IReadOnlyList<int> CandlePeriods { get; init; } = [];

    /// <summary>It gives every trade there ever was of a pair, with ids, a page at a time.</summary>
    public bool HasTape { get; init; }
}
