
namespace TradingBot.Exchanges.Kraken.Feeds;

/// <summary>
/// An order of ours as the executions channel has reported it so far. What is null was never reported.
/// </summary>
/// <param name="OrderId">Kraken's id.</param>
/// <param name="ClientOrderId">Ours.</param>
/// <param name="Symbol">As <c>BTC/USD</c>.</param>
/// <param name="Side">buy or sell.</param>
/// <param name="OrderType">Kraken's word.</param>
/// <param name="Status">pending_new, new, partially_filled, filled, canceled, expired.</param>
/// <param name="Quantity">Base units.</param>
/// <param name="LimitPrice">Quote currency.</param>
/// <param name="FilledQuantity">Base units; look here, not at the status, for what traded.</param>
/// <param name="FilledCost">Quote currency.</param>
/// <param name="AveragePrice">Quote currency.</param>
/// <param name="Reason">Of a cancel or a refusal.</param>
internal sealed record LiveOrder(
    string OrderId,
    string? ClientOrderId,
    string? Symbol,
    string? Side,
    string? OrderType,
    string? Status,
    decimal? Quantity,
    decimal? LimitPrice,
    decimal FilledQuantity,
    decimal FilledCost,
    decimal? AveragePrice,
    string? Reason)
{
    /// <summary>True when nothing more will happen to it.</summary>
    public bool IsOver => Status is "filled" or "canceled" or "expired";
}
