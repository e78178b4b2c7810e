using TradingBot.Core.Market;

namespace TradingBot.Exchanges.Contract;

/// <summary>A trade of the tape with the digits that the exchange printed.</summary>
/// <param name="Id">The exchange's trade id, consecutive per pair.</param>
/// <param name="Time">Exchange time, UTC.</param>
/// <param name="Price">Quote currency.</param>
/// <param name="Volume">Base units.</param>
/// <param name="Taker">The side of the order that took liquidity.</param>
/// <param name="IsMarketOrder">True when the taker's order was a market order.</param>
public readonly record struct PrintedTrade(
    long Id, DateTime Time, decimal Price, decimal Volume, Side Taker, bool IsMarketOrder);
