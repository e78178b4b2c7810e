namespace TradingBot.Core.Market;

/// <summary>One print of the market's tape.</summary>
/// <param name="Id">The exchange's trade id, consecutive per pair.</param>
/// <param name="Time">Exchange time, UTC.</param>
/// <param name="Price">Quote currency.</param>
/// <param name="Volume">Base units.</param>
/// <param name="Taker">The side of the order that took liquidity.</param>
public readonly record struct Trade(long Id, DateTime Time, double Price, double Volume, Side Taker);
