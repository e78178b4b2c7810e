namespace TradingBot.Core.Trading;

/// <summary>The exchange's answer to an order.</summary>
public readonly record struct OrderOutcome
{
    private OrderOutcome(long number, Fill fill, string? rejection) =>
        (Number, Fill, Rejection) = (number, fill, rejection);

    /// <summary>The order it answers.</summary>
    public long Number { get; }

    /// <summary>What was traded; meaningless for a rejected order.</summary>
    public Fill Fill { get; }

    /// <summary>The exchange's reason for refusing the order; null when it was filled.</summary>
    public string? Rejection { get; }

    public static OrderOutcome Filled(long number, in Fill fill) => new(number, fill, rejection: null);

    public static OrderOutcome Rejected(long number, string reason) => new(number, default, reason);
}
