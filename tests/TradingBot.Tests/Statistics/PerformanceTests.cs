using TradingBot.Core.Statistics;
using TradingBot.Core.Trading;

namespace TradingBot.Tests.Statistics;

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
        returns.Cagr.Should().BeApproximately(Math.Pow(1.089, 365 / 4.0) - 1, 1e-6);
    }

    [Fact]
    public void What_cannot_be_computed_is_not_a_number()
    {
        var flat = new Returns(Curve(100, 100, 100));
        (flat.Sharpe, flat.Sortino, flat.Volatility, flat.Cagr).Should().Be((double.NaN, double.NaN, 0, 0));
        new Returns(Curve(100, 110)).Sharpe.Should().Be(double.NaN, "one return has no deviation");
        var none = new TradeStatistics(new TradeLog());
        (none.WinRate, none.ProfitFactor, none.Best, none.Worst, none.Expectancy).Should().Be(
            (double.NaN, double.NaN, double.NaN, double.NaN, (decimal?)null));
    }

    [Fact]
    public void The_drawdown_is_the_deepest_and_lasts_until_the_peak_is_reached_again()
    {
        var drawdown = Drawdown.DeepestOf(Curve(100, 120, 90, 96, 120, 119, 130));

        drawdown.Should().Be(new Drawdown(0.25, Peak: Day, Trough: 2 * Day, End: 4 * Day, Recovered: true));
        drawdown.Length.Should().Be(TimeSpan.FromDays(3));
    }

    [Fact]
    public void A_drawdown_that_does_not_end_lasts_until_the_end_of_the_run()
    {
        var drawdown = Drawdown.DeepestOf(Curve(100, 90, 95, 100, 80, 85));

        drawdown.Should().Be(new Drawdown(0.2, Peak: 3 * Day, Trough: 4 * Day, End: 5 * Day, Recovered: false));
    }

    [Fact]
    public void A_curve_that_only_rises_has_none() => Drawdown.DeepestOf(Curve(1, 2, 3)).Depth.Should().Be(0);

    [Fact]
    public void Trades_are_judged_after_fees()
    {
        var trades = new TradeLog();
        trades.Add(Trade(cost: 100, proceeds: 112, fee: 1)); // +10
        trades.Add(Trade(cost: 100, proceeds: 102, fee: 1)); // 0: not a win
        trades.Add(Trade(cost: 100, proceeds: 97, fee: 1)); // -5

        var statistics = new TradeStatistics(trades);

        (statistics.Count, statistics.Wins, statistics.GrossProfit, statistics.GrossLoss).Should().Be((3, 1, 10m, 5m));
        statistics.ProfitFactor.Should().Be(2);
        statistics.Expectancy.Should().Be(5m / 3);
        statistics.Best.Should().BeApproximately(10 / 101.0, 1e-12);
        statistics.Worst.Should().BeApproximately(-5 / 101.0, 1e-12);
        statistics.AverageLength.Should().Be(TimeSpan.FromHours(1));
    }

    private static EquityPoint[] Curve(params double[] equity) =>
        [.. equity.Select((value, day) => new EquityPoint(day * Day, (decimal)value))];

    private static ClosedTrade Trade(decimal cost, decimal proceeds, decimal fee) => new(
        1, 2, new Fill(0, cost, 1, cost, fee), new Fill(3600, proceeds, 1, proceeds, fee), "", "");
}
