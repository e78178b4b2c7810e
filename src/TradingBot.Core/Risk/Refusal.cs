namespace TradingBot.Core.Risk;

/// <summary>Why the risk gate let an intent not become an order.</summary>
public enum Refusal
{
    None,

    /// <summary>As many trades are open, or about to be, as are allowed at once.</summary>
    TooManyTrades,

    /// <summary>
    /// Volume or notional is below the pair's minimum, mostly because the cash does not reach further; or, of an entry,
    /// so small that it could not be closed at the market.
    /// </summary>
    BelowMinimum,

    /// <summary>The cash does not cover cost, fee and reserve; of a short, the equity its margin.</summary>
    InsufficientFunds,

    /// <summary>A sale of more than is held, or a purchase of more than was sold short.</summary>
    NotHeld,

    /// <summary>No new trades for now: a breaker has tripped, or an order's fate is unknown.</summary>
    Halted,

    /// <summary>Volume or notional is above what the venue takes in one order of the pair.</summary>
    AboveMaximum,
}
