using System.Diagnostics.CodeAnalysis;

namespace TradingBot.Core.Orders;

/// <summary>The exchange's answer to an order.</summary>
public readonly record struct OrderOutcome
{
    private readonly Fill _fill;

    private OrderOutcome(long number, in Fill fill, string? rejection, bool isOutOfTime = false) =>
        (Number, _fill, Rejection, IsOutOfTime) = (number, fill, rejection, isOutOfTime);

    /// <summary>The order it answers.</summary>
    public long Number { get; }

    /// <summary>What was traded; its volume is 0 where nothing was.</summary>
    [UnscopedRef]
    public ref readonly Fill Fill => ref _fill;

    /// <summary>The exchange's reason for refusing the order; null when it was filled or taken back.</summary>
    public string? Rejection { get; }

    /// <summary>True when it was taken back because it had rested long enough at its price.</summary>
    public bool IsOutOfTime { get; }

    /// <summary>True when it was refused because it was to rest and would have traded.</summary>
    public bool WouldHaveTraded { get; private init; }

    public static OrderOutcome Filled(long number, in Fill fill) => new(number, in fill, rejection: null);

    /// <param name="number">The order.</param>
    /// <param name="reason">In the exchange's words.</param>
    /// <param name="wouldHaveTraded">True where it was to rest and would not have: no failure of anything.</param>
    public static OrderOutcome Rejected(long number, string reason, bool wouldHaveTraded = false) =>
        new(number, default, reason) { WouldHaveTraded = wouldHaveTraded };

    /// <summary>A resting order that was taken back, with what had traded by then.</summary>
    public static OrderOutcome Withdrawn(long number, in Fill fill, bool isOutOfTime) =>
        new(number, in fill, rejection: null, isOutOfTime);
}
