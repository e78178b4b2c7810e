namespace TradingBot.Core.Orders;

/// <summary>What the exchange accepts at the moment.</summary>
public enum ExchangeMode
{
    Online,

    /// <summary>Orders that rest, but none that trade at once.</summary>
    PostOnly,

    /// <summary>Cancels only.</summary>
    CancelOnly,

    /// <summary>Nothing; also while the mode is not known.</summary>
    Maintenance,
}
