using TradingBot.Core.Accounts;

namespace TradingBot.Bots.Followers;

/// <summary>Closed trades summed up; quote currency.</summary>
/// <param name="Count">How many.</param>
/// <param name="Profit">After fees and the cost of borrowing.</param>
/// <param name="Fees">Of both orders of each.</param>
internal readonly record struct TradeTotals(int Count, decimal Profit, decimal Fees)
{
    public static TradeTotals Of(IEnumerable<ClosedTrade> trades) =>
        trades.Aggregate(default(TradeTotals), (totals, trade) => totals.With(in trade));

    public static TradeTotals operator +(TradeTotals left, TradeTotals right) =>
        new(left.Count + right.Count, left.Profit + right.Profit, left.Fees + right.Fees);

    public TradeTotals With(in ClosedTrade trade) => new(Count + 1, Profit + trade.Profit, Fees + trade.Fees);
}
