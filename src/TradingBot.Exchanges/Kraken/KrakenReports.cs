using TradingBot.Core.Orders;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Kraken.Feeds;
using TradingBot.Exchanges.Kraken.Rest.Wire;
using TradingBot.Exchanges.Kraken.Sockets.Wire;

namespace TradingBot.Exchanges.Kraken;

/// <summary>Kraken's two ways of showing an order, as the one the core knows.</summary>
internal static class KrakenReports
{
    /// <summary>From OpenOrders, ClosedOrders and QueryOrders: totals with the fee.</summary>
    public static OrderReport Of(string orderId, OrderInfo order) => new(
        orderId, Status(order.Status), order.FilledVolume, order.Cost, order.Fee, Clean(order.Reason));

    /// <summary>From the executions channel: the fees come fill by fill.</summary>
    /// <param name="step">What happened, and the order after it.</param>
    /// <param name="feeAsset">The pair's quote currency as the channel names it; other fees are left to REST.</param>
    public static OrderReport Of(OrderStep step, string feeAsset) => new(
        step.Order.OrderId,
        // A snapshot shows a past fill with the order's state of today and without its totals: an end is believed only
        // with them, or what was filled in part would count for nothing.
        step.Row.HasTotals ? Status(step.Order.Status ?? "") : ReportedStatus.Open,
        step.Order.FilledQuantity,
        step.Order.FilledCost,
        Fee: null,
        Clean(step.Row.Reason),
        ExecutionOf(step.Row, feeAsset));

    private static string? Clean(string? reason) => reason is null ? null : ExchangeText.Clean(reason);

    private static Execution? ExecutionOf(ExecutionRow row, string feeAsset)
    {
        if (row is not { FillId: { } id, FillQuantity: > 0 and { } volume, FillPrice: { } price, Fees: { } fees })
            return null;
        return fees.All(fee => fee.Asset == feeAsset)
            ? new Execution(id, volume, price, fees.Sum(fee => fee.Amount), row.Liquidity == "m")
            : null;
    }

    // REST says closed for an order that is completely filled; the channel says filled.
    private static ReportedStatus Status(string word) => word switch
    {
        "closed" or "filled" => ReportedStatus.Filled,
        "canceled" => ReportedStatus.Canceled,
        "expired" => ReportedStatus.Expired,
        _ => ReportedStatus.Open,
    };
}
