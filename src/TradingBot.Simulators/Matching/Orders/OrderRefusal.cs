namespace TradingBot.Simulators.Matching.Orders;

/// <summary>Why the venue does not do what it was asked.</summary>
public enum OrderRefusal
{
    InvalidVolume,
    InvalidPrice,
    InvalidExpiry,
    InvalidDisplayVolume,
    TickSize,
    BelowMinimumVolume,
    BelowMinimumCost,
    InsufficientFunds,

    /// <summary>A post-only order would trade at once.</summary>
    WouldTake,

    /// <summary>An open order has the same client id.</summary>
    ClientIdInUse,
    DeadlineElapsed,

    /// <summary>The pair has as many open orders as the account may have.</summary>
    TooManyOrders,

    /// <summary>The order was there and is over.</summary>
    OrderIsOver,

    /// <summary>There never was such an order.</summary>
    NeverIssued,
}
