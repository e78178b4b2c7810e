namespace TradingBot.Core.Simulation.Matching;

/// <summary>The order that follows a filled one, on the other side.</summary>
/// <param name="Kind">Any but market.</param>
/// <param name="LimitPrice">Quote currency; null for kinds without one.</param>
/// <param name="TriggerPrice">Quote currency; null for kinds without one.</param>
public sealed record ClosingTerms(OrderKind Kind, decimal? LimitPrice, decimal? TriggerPrice);
