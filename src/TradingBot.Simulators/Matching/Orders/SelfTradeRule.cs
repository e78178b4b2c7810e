namespace TradingBot.Simulators.Matching.Orders;

/// <summary>Which order ends when two of the account would trade with each other.</summary>
public enum SelfTradeRule
{
    /// <summary>The one that arrives.</summary>
    CancelNewest,

    /// <summary>The one that rests.</summary>
    CancelOldest,
    CancelBoth,
}
