namespace TradingBot.Simulators.Matching.Orders;

/// <summary>What happened to an order; the order of the values is that of a life.</summary>
public enum OrderChangeKind
{
    Received,
    Accepted,
    Triggered,

    /// <summary>The trigger of a trailing stop has followed the price.</summary>
    Trailed,
    Traded,
    Filled,

    /// <summary>An iceberg shows the next part.</summary>
    Refilled,
    Amended,
    Canceled,
    Expired,
}
