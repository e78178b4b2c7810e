namespace TradingBot.Simulators.Matching.Orders;

public enum OrderStatus
{
    /// <summary>Accepted; its start time has not come.</summary>
    Pending,
    Open,

    /// <summary>Completely filled.</summary>
    Closed,

    /// <summary>Ended early; a part may have been filled.</summary>
    Canceled,

    /// <summary>Ended by its own date; a part may have been filled.</summary>
    Expired,
}
