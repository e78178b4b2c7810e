namespace TradingBot.Kraken;

/// <summary>
/// What to change of an order; what is null stays. The order keeps its id and, where it can, its place.
/// </summary>
/// <param name="Order">Which.</param>
/// <param name="Volume">Whole volume, base units; below what is filled it cancels the rest.</param>
/// <param name="LimitPrice">Quote currency.</param>
/// <param name="TriggerPrice">Quote currency.</param>
/// <param name="IsPostOnly">Refused rather than taking liquidity.</param>
/// <param name="Deadline">As <see cref="NewOrder.Deadline"/>.</param>
internal sealed record OrderChange(
    OrderReference Order,
    decimal? Volume = null,
    decimal? LimitPrice = null,
    decimal? TriggerPrice = null,
    bool IsPostOnly = false,
    DateTime? Deadline = null);
