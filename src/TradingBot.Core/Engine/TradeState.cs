using TradingBot.Core.Accounts;
using TradingBot.Core.Orders;

namespace TradingBot.Core.Engine;

/// <summary>An open trade as it is stored.</summary>
/// <param name="OpenOrder">Number of the order that opened it.</param>
/// <param name="Entry">What is left of the buy; of a short, of the sale.</param>
/// <param name="Reason">The words of the signal that opened it.</param>
/// <param name="Highest">Highest price its exit rules have seen; for a short, that of its mirror.</param>
/// <param name="Loan">What a short has cost so far; null for what was bought.</param>
/// <param name="StillToLeave">Why it was to be closed by an order that was refused; null when none was.</param>
public sealed record TradeState(
    long OpenOrder, Fill Entry, string Reason, double Highest, Loan? Loan = null, string? StillToLeave = null)
{
    public static TradeState Of(OpenTrade trade) => new(
        trade.OpenOrder,
        trade.Entry,
        trade.Reason,
        trade.Highest,
        trade.IsShort ? new Loan(trade.BorrowCost, trade.PaidUntil) : null,
        trade.RefusedExitReason);
}
