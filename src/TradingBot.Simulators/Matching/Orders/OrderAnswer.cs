namespace TradingBot.Simulators.Matching.Orders;

/// <summary>The venue's answer: the order as it is now, or why not.</summary>
public readonly record struct OrderAnswer
{
    private OrderAnswer(VenueOrder? order, OrderRefusal? refusal) => (Order, Refusal) = (order, refusal);

    /// <summary>Null when refused.</summary>
    public VenueOrder? Order { get; }

    /// <summary>Null when accepted.</summary>
    public OrderRefusal? Refusal { get; }

    public static OrderAnswer Accepted(VenueOrder order) => new(order, refusal: null);

    public static OrderAnswer Refused(OrderRefusal refusal) => new(order: null, refusal);
}
