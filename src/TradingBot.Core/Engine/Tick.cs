namespace TradingBot.Core.Engine;

/// <summary>The market was at a price.</summary>
/// <param name="Seconds">Exchange time, unix seconds UTC.</param>
/// <param name="Price">Quote currency.</param>
public readonly record struct Tick(long Seconds, double Price);
