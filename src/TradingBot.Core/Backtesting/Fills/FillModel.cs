using TradingBot.Core.Accounts;

namespace TradingBot.Core.Backtesting.Fills;

/// <summary>What a simulated market order pays: how far the price slips, and the fee.</summary>
/// <param name="Slippage">Fraction of the price lost on each fill: 0.0005 is 0.05 %. 0 fills at the market's own
/// price.</param>
/// <param name="Fees">Rates by 30-day volume.</param>
/// <param name="BuysPayInBase">True where the fee of a purchase is taken out of what it buys.</param>
public sealed record FillModel(decimal Slippage, FeeSchedule Fees, bool BuysPayInBase = false);
