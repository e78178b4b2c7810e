using TradingBot.Core.Backtesting;
using TradingBot.Core.Market;
using TradingBot.Research.Search.Expressions;

namespace TradingBot.Research.Trials;

/// <summary>
/// The figures that a search may look for, by the names that they have in <c>report.json</c>; those of trades without
/// the object they stand in there, and <c>trades</c> for how many were closed.
/// </summary>
internal static class ReportFigures
{
    private static readonly (string Name, bool IsCost, Func<Performance, double> Of)[] Table =
    [
        ("trades", false, of => of.Trades.Count),
        ("net_profit", false, of => (double)of.NetProfit),
        ("return", false, of => of.Return),
        ("return_on_most_invested", false, of => of.ReturnOnInvested),
        ("buy_and_hold", false, of => of.BuyAndHold),
        ("cagr", false, of => of.Returns.Cagr),
        ("sharpe", false, of => of.Returns.Sharpe),
        ("sortino", false, of => of.Returns.Sortino),
        ("calmar", false, of => of.Calmar),
        ("volatility", true, of => of.Returns.Volatility),
        ("maximum_drawdown", true, of => of.Drawdown.Depth),
        ("maximum_drawdown_days", true, of => of.Drawdown.Length.TotalDays),
        ("exposure", false, of => of.Exposure),
        ("win_rate", false, of => of.Trades.WinRate),
        ("profit_factor", false, of => of.Trades.ProfitFactor),
        ("expectancy", false, of => of.Trades.Expectancy is { } expectancy ? Rounded(expectancy) : double.NaN),
        ("best_return", false, of => of.Trades.Best),
        ("worst_return", false, of => of.Trades.Worst),
        ("average_seconds", false, of => of.Trades.AverageSeconds),
        ("fees", true, of => (double)of.Fees),
        ("borrow_cost", true, of => (double)of.BorrowCost),
        ("turnover", true, of => (double)of.Turnover),
        ("average_fee", true, of => of.AverageFee),
        ("most_invested", true, of => (double)of.MaxInvested),
        ("final_equity", false, of => (double)of.FinalEquity),
    ];

    /// <summary>Those of which less is better are marked.</summary>
    public static IReadOnlyList<ExpressionName> All { get; } =
        [.. Table.Select(figure => new ExpressionName(figure.Name) { SmallerIsBetter = figure.IsCost })];

    /// <summary>For <c>--by</c> and <c>--require</c>.</summary>
    public static ExpressionScope Scope { get; } = ExpressionScope.OfFigures(All);

    /// <returns>A value for each of <see cref="All"/>.</returns>
    public static double[] Of(Performance performance) => [.. Table.Select(figure => figure.Of(performance))];

    /// <summary>An average has more digits than money, and the report has those of money.</summary>
    private static double Rounded(decimal average) => (double)decimal.Round(average, Instrument.MoneyDecimals);
}
