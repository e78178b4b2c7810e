namespace TradingBot.Simulators.Matching.Orders;

/// <summary>What to change about an open order; null leaves it as it is.</summary>
/// <param name="Volume">Base units; at or below what is filled, it ends the order.</param>
/// <param name="LimitPrice">Quote currency.</param>
/// <param name="TriggerPrice">Quote currency.</param>
/// <param name="DisplayVolume">Base units; icebergs only.</param>
/// <param name="PostOnly">Refuse a limit price that would trade at once.</param>
/// <param name="Deadline">Exchange time after which the venue refuses; null: never.</param>
public sealed record OrderAmendment(
    decimal? Volume,
    decimal? LimitPrice,
    decimal? TriggerPrice,
    decimal? DisplayVolume = null,
    bool PostOnly = false,
    DateTime? Deadline = null);
