namespace TradingBot.Kraken;

/// <summary>What an error proves about the request it answers.</summary>
internal enum ErrorEffect
{
    /// <summary>The request had no effect: a new order does not exist, a cancel changed nothing.</summary>
    NotDone,

    /// <summary>The request may have had its effect; only asking the exchange settles it.</summary>
    Unknown,

    /// <summary>An earlier order with the same <c>cl_ord_id</c> is open: it is the one to adopt.</summary>
    EarlierOrderIsOpen,

    /// <summary>The order to cancel, amend or read is over or never existed.</summary>
    OrderIsGone,
}
