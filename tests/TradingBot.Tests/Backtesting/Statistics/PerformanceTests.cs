using TradingBot.Core.Accounts;
using TradingBot.Core.Backtesting.Statistics;
using TradingBot.Core.Orders;

namespace TradingBot.Tests.Backtesting.Statistics;

/// <summary>Figures worked out by hand.</summary>
public class PerformanceTests
{
    private const long Day = 86_400;

    [Fact]
    public void Ratios_are_of_daily_returns_and_a_year_of_365_days()
    {
        // daily returns +10 %, -10 %, +10 %, 0: mean 0.025; deviations 0.075, -0.125, 0.075, -0.025
        var returns = new Returns(Curve(100, 110, 99, 108.9, 108.9));

        var deviation = Math.Sqrt((0.075 * 0.075 * 2 + 0.125 * 0.125 + 0.025 * 0.025) / 3);
        returns.Volatility.Should().BeApproximately(deviation * Math.Sqrt(365), 1e-12);
        returns.Sharpe.Should().BeApproximately(0.025 / deviation * Math.Sqrt(365), 1e-12);
        returns.Sortino.Should().BeApproximately(0.025 / Math.Sqrt(0.01 / 4) * Math.Sqrt(365), 1e-12);
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(29, false)]
    public void A_year_is_reckoned_from_a_month_at_least(int days, bool isReckoned)
    {
        var returns = new Returns([new EquityPoint(0, 100), new EquityPoint(days * Day, 108.9m)]);

        if (isReckoned)
            returns.Cagr.Should().BeApproximately(Math.Pow(1.089, 365.0 / days) - 1, 1e-12);
        else
            returns.Cagr.Should().Be(double.NaN);
    }

    [Fact]
    public void A_growth_beyond_all_numbers_is_none() =>
        new Returns([new EquityPoint(0, 1), new EquityPoint(30 * Day, decimal.MaxValue)]).Cagr.Should().Be(double.NaN);

    [Fact]
    public void The_parts_of_days_at_both_ends_are_no_days()
    {
        var whole = Curve(110, 99, 108.9, 120);
        EquityPoint[] parts = [new(-Day / 2, 100), .. whole, new(3 * Day + 3600, 60)];

        var (expected, returns) = (new Returns(whole), new Returns(parts));

        (returns.Sharpe, returns.Sortino, returns.Volatility).Should().Be(
            (expected.Sharpe, expected.Sortino, expected.Volatility));
    }

    [Fact]
    public void What_cannot_be_computed_is_not_a_number()
    {
        var flat = new Returns(Curve(100, 100, 100));
        (flat.Sharpe, flat.Sortino, flat.Volatility).Should().Be((double.NaN, double.NaN, 0));
        new Returns(Curve(100, 110)).Sharpe.Should().Be(double.NaN, "one return has no deviation");
        var none = new TradeStatistics(new TradeLog());
        (none.WinRate, none.ProfitFactor, none.Best, none.Worst, none.AverageSeconds, none.Expectancy).Should().Be(
            (double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, (decimal?)null));
    }

    [Fact]
    public void The_drawdown_is_the_deepest_and_lasts_until_the_peak_is_reached_again()
    {
        var drawdown = DeepestOf(100, 120, 90, 96, 120, 119, 130);

        drawdown.Should().Be(new Drawdown(0.25, Peak: Day, Trough: 2 * Day, End: 4 * Day, Recovered: true));
        drawdown.Length.Should().Be(TimeSpan.FromDays(3));
    }

    [Fact]
    public void A_drawdown_that_does_not_end_lasts_until_the_end_of_the_run()
    {
        var drawdown = DeepestOf(100, 90, 95, 100, 80, 85);

        drawdown.Should().Be(new Drawdown(0.2, Peak: 3 * Day, Trough: 4 * Day, End: 5 * Day, Recovered: false));
    }

    [Fact]
    public void A_curve_that_only_rises_has_none() => DeepestOf(1, 2, 3).Depth.Should().Be(0);

    [Fact]
    public void A_fall_is_reckoned_from_the_last_of_equal_peaks() =>
        DeepestOf(100, 120, 120, 90).Should().Be(new Drawdown(0.25, 2 * Day, 3 * Day, 3 * Day, Recovered: false));

    [Fact]
    public void A_peak_lasts_as_long_as_nothing_happens()
    {
        var ledger = new Ledger(100);
        var watch = new DrawdownWatch(0, ledger);
        for (var day = 1; day < 5; day++)
            watch.Add(day * Day, ledger, close: 1);
        ledger.ChangeBudget(-10);
        watch.Add(5 * Day, ledger, close: 1);

        watch.Deepest(5 * Day).Should().Be(new Drawdown(0.1, 4 * Day, 5 * Day, 5 * Day, Recovered: false));
    }

    [Fact]
    public void Trades_are_judged_after_fees()
    {
        var trades = new TradeLog();
        trades.Add(Trade(cost: 100, proceeds: 112, fee: 1)); // +10
        trades.Add(Trade(cost: 100, proceeds: 102, fee: 1)); // 0: not a win
        trades.Add(Trade(cost: 100, proceeds: 97, fee: 1, seconds: 3602)); // -5

        var statistics = new TradeStatistics(trades);

        (statistics.Count, statistics.Wins, statistics.GrossProfit, statistics.GrossLoss).Should().Be((3, 1, 10m, 5m));
        statistics.ProfitFactor.Should().Be(2);
        statistics.Expectancy.Should().Be(5m / 3);
        statistics.Best.Should().BeApproximately(10 / 101.0, 1e-12);
        statistics.Worst.Should().BeApproximately(-5 / 101.0, 1e-12);
        statistics.AverageSeconds.Should().Be(3600 + (2 / 3.0));
    }

    private static EquityPoint[] Curve(params double[] equity) =>
        [.. equity.Select((value, day) => new EquityPoint(day * Day, (decimal)value))];

    /// <summary>Of an account without trades, to which something happens each day.</summary>
    private static Drawdown DeepestOf(params decimal[] equity)
    {
        var ledger = new Ledger(equity[0]);
        var watch = new DrawdownWatch(0, ledger);
        for (var day = 1; day < equity.Length; day++)
        {
            ledger.ChangeBudget(equity[day] - ledger.Cash);
            watch.Add(day * Day, ledger, close: 1);
        }

        return watch.Deepest((equity.Length - 1) * Day);
    }

    private static ClosedTrade Trade(decimal cost, decimal proceeds, decimal fee, long seconds = 3600) => new(
        1, 2, new Fill(0, cost, 1, cost, fee), new Fill(seconds, proceeds, 1, proceeds, fee), "", "");
}
