using System.Globalization;
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
        ("net_profit", false, of => Exact(of.NetProfit)),
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
        ("fees", true, of => Exact(of.Fees)),
        ("borrow_cost", true, of => Exact(of.BorrowCost)),
        ("turnover", true, of => Exact(of.Turnover)),
        ("average_fee", true, of => of.AverageFee),
        ("most_invested", true, of => Exact(of.MaxInvested)),
        ("final_equity", false, of => Exact(of.FinalEquity)),
    ];

    /// <summary>Those of which less is better are marked.</summary>
    public static IReadOnlyList<ExpressionName> All { get; } =
        [.. Table.Select(figure => new ExpressionName(figure.Name) { SmallerIsBetter = figure.IsCost })];

    /// <summary>For <c>--by</c> and <c>--require</c>.</summary>
    public static ExpressionScope Scope { get; } = ExpressionScope.OfFigures(All);

    /// <param name="name">One of <see cref="All"/>.</param>
    public static int IndexOf(string name) => Array.FindIndex(Table, figure => figure.Name == name);

    /// <returns>A value for each of <see cref="All"/>.</returns>
    public static double[] Of(Performance performance) => [.. Table.Select(figure => figure.Of(performance))];

    /// <summary>An average has more digits than money, and the report has those of money.</summary>
    private static double Rounded(decimal average) => Exact(decimal.Round(average, Instrument.MoneyDecimals));

    /// <summary>
    /// The double that is nearest, which is what a reader of the report's digits gets; a cast may miss it by one bit.
    /// </summary>
    private static double Exact(decimal money) => double.Parse(
        money.ToString(CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
}
