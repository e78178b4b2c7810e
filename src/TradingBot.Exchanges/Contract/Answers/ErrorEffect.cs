namespace TradingBot.Exchanges.Contract.Answers;

/// <summary>What an error proves about the request it answers.</summary>
public enum ErrorEffect
{
    /// <summary>No copy of the request has an effect: it is refused for what it says.</summary>
    NotDone,

    /// <summary>
    /// The copy that is answered had no effect, for a reason of its moment: authentication, limits, funds, the book.
    /// A copy of the same bytes, which a proxy may have made, may have been let in. For a read there is no difference.
    /// </summary>
    ThisCopyRefused,

    /// <summary>The request may have had its effect; only asking the exchange settles it.</summary>
    Unknown,

    /// <summary>An earlier order with the same <c>cl_ord_id</c> is open: it is the one to adopt.</summary>
    EarlierOrderIsOpen,

    /// <summary>The order to cancel, amend or read is over or never existed.</summary>
    OrderIsGone,
}
