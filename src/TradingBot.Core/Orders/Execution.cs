namespace TradingBot.Core.Orders;

/// <summary>One fill of an order, as the exchange lists it.</summary>
/// <param name="Id">The exchange's id of it; the same fill may be reported more than once.</param>
/// <param name="Volume">Base units.</param>
/// <param name="Price">Quote currency.</param>
/// <param name="Fee">What it was charged, in whatever asset.</param>
/// <param name="IsMaker">True when the order had rested in the book.</param>
public sealed record Execution(string Id, decimal Volume, decimal Price, Fee Fee, bool IsMaker);
