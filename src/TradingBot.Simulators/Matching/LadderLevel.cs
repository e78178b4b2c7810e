namespace TradingBot.Simulators.Matching;

/// <summary>The volume on offer at a price.</summary>
/// <param name="Price">Quote currency.</param>
/// <param name="Volume">Base units.</param>
public readonly record struct LadderLevel(decimal Price, decimal Volume);
