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
    /// <remarks>
    /// The fee is shown in quote even where base was charged; how much base that was, only the account's ledger shows.
    /// </remarks>
    public static OrderReport Of(string orderId, OrderInfo order) => new(
        orderId,
        Status(order.Status),
        order.FilledVolume,
        order.Cost,
        IsChargedInBase(order) ? null : order.Fee,
        Clean(order.Reason));

    /// <summary>True where it has traded and its fee was not taken from the quote balance.</summary>
    public static bool IsChargedInBase(OrderInfo order) =>
        order.FilledVolume > 0 && order.Flags?.Split(',').Contains("fcib") == true;

    /// <summary>From the executions channel: the fees come fill by fill.</summary>
    /// <param name="step">What happened, and the order after it.</param>
    public static OrderReport Of(OrderStep step) => new(
        step.Order.OrderId,
        // A snapshot shows a past fill with the order's state of today and without its totals: an end is believed only
        // with them, or what was filled in part would count for nothing.
        step.Row.HasTotals ? Status(step.Order.Status ?? "") : ReportedStatus.Open,
        step.Order.FilledQuantity,
        step.Order.FilledCost,
        Fee: null,
        Clean(step.Row.Reason),
        ExecutionOf(step.Row, step.Order.Symbol));

    private static string? Clean(string? reason) => reason is null ? null : ExchangeText.Clean(reason);

    private static Execution? ExecutionOf(ExecutionRow row, string? symbol)
    {
        if (row is not { FillId: { } id, FillQuantity: > 0 and { } volume, FillPrice: { } price, Fees: { } fees })
            return null;
        return FeeOf(fees, symbol, price) is { } fee
            ? new Execution(id, volume, price, fee, row.Liquidity == "m")
            : null;
    }

    /// <summary>
    /// By the pair's assets as the channel names them. A pair that was never looked up has none, and what a third asset
    /// is worth the channel does not say: then the fee is left to REST.
    /// </summary>
    private static Fee? FeeOf(FeeAmount[] fees, string? symbol, decimal price)
    {
        if (symbol?.Split('/') is not [var @base, var quote])
            return null;
        if (fees.Any(fee => fee.Asset != @base && fee.Asset != quote))
            return null;
        var ofBase = fees.Where(fee => fee.Asset == @base).Sum(fee => fee.Amount);
        return fees.Where(fee => fee.Asset == quote).Sum(fee => fee.Amount) + Fee.InBase(ofBase, price);
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
