namespace TradingBot.Simulators.Matching.Orders;

/// <summary>How long an order with a limit price lives.</summary>
public enum TimeInForce
{
    GoodTillCancelled,

    /// <summary>What does not trade at once is cancelled.</summary>
    ImmediateOrCancel,

    /// <summary>Ends at <see cref="OrderTicket.Expires"/>.</summary>
    GoodTillDate,

    /// <summary>Trades completely at once or not at all.</summary>
    FillOrKill,
}
