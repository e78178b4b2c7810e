namespace TradingBot.Core.Orders;

/// <summary>What the exchange did with an order: a traded volume and what it cost.</summary>
/// <param name="Seconds">Exchange time, unix seconds UTC.</param>
/// <param name="Price">Average price, quote currency.</param>
/// <param name="Volume">Base units.</param>
/// <param name="Cost">Price × volume, quote currency.</param>
/// <param name="Fee">What it was charged, in whatever asset.</param>
public readonly record struct Fill(long Seconds, decimal Price, decimal Volume, decimal Cost, Fee Fee);
