namespace TradingBot.Core.Orders;

/// <summary>
/// The exchange has refused one copy of an order's request, which does not prove that no other copy was let in. What
/// follows once the order is proved absent.
/// </summary>
/// <param name="MayBeRepeated">True where the reason passes.</param>
/// <param name="WouldHaveTraded">True where it was to rest and came to a market it would have met.</param>
public sealed record CopyRefusal(bool MayBeRepeated, bool WouldHaveTraded);
