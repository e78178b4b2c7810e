namespace TradingBot.Simulators.Matching.Orders;

/// <summary>Something that happened to an order of the account.</summary>
/// <param name="Kind">What.</param>
/// <param name="Order">The order after it.</param>
/// <param name="Time">Exchange time, UTC.</param>
/// <param name="Trade">The fill; null for every other kind.</param>
public sealed record OrderChange(OrderChangeKind Kind, VenueOrder Order, DateTime Time, OwnTrade? Trade = null);
