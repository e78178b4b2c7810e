using TradingBot.Core.Trading;

namespace TradingBot.Core.Engine;

/// <summary>An open trade as it is stored.</summary>
/// <param name="OpenOrder">Number of the order that opened it.</param>
/// <param name="Entry">What is left of the buy.</param>
/// <param name="Reason">The words of the signal that opened it.</param>
/// <param name="Highest">Highest price its exit rules have seen.</param>
public sealed record TradeState(long OpenOrder, Fill Entry, string Reason, double Highest);
