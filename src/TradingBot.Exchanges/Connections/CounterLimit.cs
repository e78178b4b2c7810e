namespace TradingBot.Exchanges.Connections;

/// <summary>A counter that grows with what one does and decays with time.</summary>
/// <param name="Threshold">The exchange refuses what would lift the counter above this.</param>
/// <param name="DecayPerSecond">How much the counter sinks each second, down to 0.</param>
/// <param name="Headroom">
/// What this program leaves unused below the threshold: requests sent evenly can arrive bunched, and the exchange may
/// decay in whole steps.
/// </param>
internal readonly record struct CounterLimit(double Threshold, double DecayPerSecond, double Headroom);
