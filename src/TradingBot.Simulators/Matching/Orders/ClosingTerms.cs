namespace TradingBot.Simulators.Matching.Orders;

/// <summary>The order that follows each fill of another one, on the other side.</summary>
/// <param name="Kind">Any but market.</param>
/// <param name="Limit">
/// Null for kinds without one. A distance is measured from the trigger's price, without one from the last price at the
/// time of the fill.
/// </param>
/// <param name="Trigger">
/// Null for kinds without one. A distance is measured from the last price at the time of the fill; of a trailing stop
/// it is the one that the trigger keeps.
/// </param>
public sealed record ClosingTerms(OrderKind Kind, PriceTerm? Limit, PriceTerm? Trigger);
