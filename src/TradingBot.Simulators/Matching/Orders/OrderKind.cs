namespace TradingBot.Simulators.Matching.Orders;

/// <summary>How an order becomes active and at what price it may trade.</summary>
public enum OrderKind
{
    Market,
    Limit,

    /// <summary>A market order once the last price has gone against the trader to the trigger.</summary>
    StopLoss,

    /// <summary>A market order once the last price has gone in the trader's favour to the trigger.</summary>
    TakeProfit,
    StopLossLimit,
    TakeProfitLimit,

    /// <summary>A stop whose trigger follows the last price in the trader's favour, never back.</summary>
    TrailingStop,
    TrailingStopLimit,

    /// <summary>A limit order that shows a part of its volume at a time.</summary>
    Iceberg,
}

public static class OrderKindExtensions
{
    /// <summary>True for the kinds that wait for a trigger price.</summary>
    public static bool HasTrigger(this OrderKind kind) =>
        kind is not (OrderKind.Market or OrderKind.Limit or OrderKind.Iceberg);

    /// <summary>True for the kinds that never trade beyond a price of the trader's.</summary>
    public static bool HasLimit(this OrderKind kind) => kind is OrderKind.Limit or OrderKind.Iceberg
        or OrderKind.StopLossLimit or OrderKind.TakeProfitLimit or OrderKind.TrailingStopLimit;

    /// <summary>True for the kinds whose trigger moves.</summary>
    public static bool IsTrailing(this OrderKind kind) =>
        kind is OrderKind.TrailingStop or OrderKind.TrailingStopLimit;
}
