namespace TradingBot.Core.Orders;

/// <summary>Where one attempt to place an order stands.</summary>
public enum OrderState
{
    /// <summary>Decided and remembered; nothing has left this machine.</summary>
    Intended,

    /// <summary>Handed to the connection; no answer yet.</summary>
    Sending,

    /// <summary>The exchange has it.</summary>
    Accepted,

    /// <summary>The exchange has it, and a part of it has traded.</summary>
    PartiallyFilled,

    /// <summary>Over: all of it has traded.</summary>
    Filled,

    /// <summary>Over: the rest was cancelled. What traded before counts.</summary>
    Canceled,

    /// <summary>Over: its time was up. What traded before counts.</summary>
    Expired,

    /// <summary>Over: it never existed at the exchange, with proof.</summary>
    Rejected,

    /// <summary>It may exist: only asking the exchange settles it.</summary>
    Unknown,
}
