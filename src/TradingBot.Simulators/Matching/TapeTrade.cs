using TradingBot.Core.Market;

namespace TradingBot.Simulators.Matching;

/// <summary>A trade of the simulated market, with the digits an exchange prints.</summary>
/// <param name="Id">Consecutive per pair.</param>
/// <param name="Time">Exchange time, UTC.</param>
/// <param name="Price">Quote currency.</param>
/// <param name="Volume">Base units.</param>
/// <param name="Taker">Side of the order that took liquidity.</param>
/// <param name="IsMarketOrder">False when the taker was a limit order.</param>
public readonly record struct TapeTrade(
    long Id, DateTime Time, decimal Price, decimal Volume, Side Taker, bool IsMarketOrder);
