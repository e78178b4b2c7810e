namespace TradingBot.Core.Orders;

/// <summary>What the shell is to do about one attempt: a closed set. Each is answered by an event.</summary>
/// <param name="Id">The attempt's <c>cl_ord_id</c>.</param>
public abstract record OrderCommand(Guid Id)
{
    /// <summary>Send it, once, whatever happens.</summary>
    /// <param name="Id">The attempt's <c>cl_ord_id</c>.</param>
    /// <param name="Order">What to place.</param>
    /// <param name="Deadline">After this the exchange must refuse it; UTC by its clock.</param>
    public sealed record Submit(Guid Id, OrderRequest Order, DateTime Deadline) : OrderCommand(Id);

    /// <summary>Take it back. It may be sent again: the second one finds the order gone.</summary>
    /// <param name="Id">The attempt's <c>cl_ord_id</c>.</param>
    /// <param name="ExchangeId">The exchange's id: it has acknowledged the order.</param>
    public sealed record Cancel(Guid Id, string ExchangeId) : OrderCommand(Id);

    /// <summary>Ask the exchange for it.</summary>
    /// <param name="Id">The attempt's <c>cl_ord_id</c>.</param>
    /// <param name="Look">Number of the question, for its answer: a late answer to an earlier one proves less.</param>
    /// <param name="List">Where to look.</param>
    /// <param name="Since">It was not sent before this; UTC.</param>
    /// <param name="ExchangeId">The exchange's id, when it is known.</param>
    public sealed record Find(Guid Id, int Look, OrderList List, DateTime Since, string? ExchangeId)
        : OrderCommand(Id);
}
