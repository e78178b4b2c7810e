namespace TradingBot.Core.Orders;

/// <summary>Where the exchange was asked for an order.</summary>
public enum OrderList
{
    /// <summary>Orders that are not over.</summary>
    Open,

    /// <summary>Orders that are over.</summary>
    Closed,

    /// <summary>All of them, by the exchange's own id.</summary>
    ById,
}
