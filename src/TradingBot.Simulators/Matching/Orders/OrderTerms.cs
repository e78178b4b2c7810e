namespace TradingBot.Simulators.Matching.Orders;

/// <summary>What a change has made of an open order.</summary>
/// <param name="Id">Of the change, as <c>TABCDE-FGHIJ-KLMNOP</c>.</param>
/// <param name="Time">Exchange time, UTC.</param>
/// <param name="Volume">Base units.</param>
/// <param name="Remaining">Base units not filled at that time.</param>
/// <param name="LimitPrice">Quote currency; null for kinds without one.</param>
/// <param name="TriggerPrice">Quote currency; null for kinds without one.</param>
/// <param name="DisplayVolume">Base units; null unless it is an iceberg.</param>
public sealed record OrderTerms(
    string Id,
    DateTime Time,
    decimal Volume,
    decimal Remaining,
    decimal? LimitPrice,
    decimal? TriggerPrice,
    decimal? DisplayVolume);
