using TradingBot.Research.Inference;

namespace TradingBot.Tests.Research.Inference;

public class MomentsTests
{
    private static readonly double[] Returns = [0.01, -0.02, 0.03, 0.02];

    [Fact]
    public void Moments_are_the_population_s_but_the_deviation_divides_by_one_less()
    {
        var moments = Moments.Of(Returns);

        moments.Count.Should().Be(4);
        moments.Mean.Should().BeApproximately(0.01, 1e-16);
        // Distances 0, -0.03, 0.02, 0.01: squares 14e-4, cubes -18e-6, fourth powers 98e-8.
        moments.Deviation.Should().BeApproximately(Math.Sqrt(14e-4 / 3), 1e-16);
        moments.Skew.Should().BeApproximately(-18e-6 / 4 / Math.Pow(14e-4 / 4, 1.5), 1e-13);
        moments.Kurtosis.Should().BeApproximately(98e-8 / 4 / Math.Pow(14e-4 / 4, 2), 1e-13);
        moments.Sharpe.Should().BeApproximately(0.01 / Math.Sqrt(14e-4 / 3), 1e-14);
        moments.AnnualSharpe.Should().BeApproximately(moments.Sharpe * Math.Sqrt(365), 1e-14);
    }

    /// <summary>The mean of equal returns is not always one of them: rounding looks like a tiny deviation.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.001)]
    [InlineData(-0.1)]
    public void Returns_that_are_all_the_same_have_no_Sharpe_ratio(double value) =>
        Moments.Of([.. Enumerable.Repeat(value, 1001)]).Sharpe.Should().Be(double.NaN);

    [Fact]
    public void One_day_and_none_have_no_Sharpe_ratio()
    {
        Moments.Of([0.01]).Sharpe.Should().Be(double.NaN);
        Moments.Of([]).Sharpe.Should().Be(double.NaN);
    }

    [Fact]
    public void Figures_of_four_days_are_those_computed_by_hand()
    {
        DailyFigures.Mean(Returns).Should().BeApproximately(0.01, 1e-16);
        DailyFigures.Sharpe(Returns).Should().BeApproximately(0.01 / Math.Sqrt(14e-4 / 3) * Math.Sqrt(365), 1e-12);
        DailyFigures.Volatility(Returns).Should().BeApproximately(Math.Sqrt(14e-4 / 3 * 365), 1e-14);
        DailyFigures.Sortino(Returns).Should().BeApproximately(0.01 / (0.02 / 2) * Math.Sqrt(365), 1e-12);
        DailyFigures.TotalReturn(Returns).Should().BeApproximately(1.01 * 0.98 * 1.03 * 1.02 - 1, 1e-15);
        DailyFigures.MaximumDrawdown(Returns).Should().BeApproximately(0.02, 1e-15);
        DailyFigures.Cagr(Returns).Should().BeApproximately(Math.Pow(1.01 * 0.98 * 1.03 * 1.02, 365 / 4.0) - 1, 1e-12);
        DailyFigures.Calmar(Returns).Should().BeApproximately(DailyFigures.Cagr(Returns) / 0.02, 1e-10);
    }

    [Fact]
    public void The_start_is_a_peak_and_a_ratio_without_risk_is_none()
    {
        DailyFigures.MaximumDrawdown([-0.1, -0.1, 0.5, -0.05]).Should().BeApproximately(0.19, 1e-15);
        DailyFigures.MaximumDrawdown([0.1, 0.1]).Should().Be(0);
        DailyFigures.Sortino([0.1, 0.2]).Should().Be(double.NaN);
        DailyFigures.Calmar([0.1, 0.2]).Should().Be(double.NaN);
    }

    [SharedDataFact(OverfitReference.Cases)]
    public void Three_runs_have_the_figures_that_public_packages_agree_on()
    {
        foreach (var run in new[] { "losing", "winning", "short" })
        {
            var returns = OverfitReference.ReturnsOf(run);
            var moments = Moments.Of(returns);

            moments.Count.Should().Be(OverfitReference.ValueOfCase(run, "convention", "observations").GetInt32());
            Agree("mean_daily", moments.Mean);
            Agree("std_daily_ddof1", moments.Deviation);
            Agree("skew_g1_population", moments.Skew);
            Agree("kurtosis_pearson_population", moments.Kurtosis);
            Agree("sharpe_daily", moments.Sharpe);
            Agree("sharpe", DailyFigures.Sharpe(returns));
            Agree("volatility", DailyFigures.Volatility(returns));
            Agree("sortino", DailyFigures.Sortino(returns));
            Agree("total_return", DailyFigures.TotalReturn(returns));
            Agree("max_drawdown", DailyFigures.MaximumDrawdown(returns));
            if (run == "short") // It begins and ends within a day: its years are counted by seconds.
                continue;
            Agree("cagr", DailyFigures.Cagr(returns));
            Agree("calmar", DailyFigures.Calmar(returns));

            void Agree(string figure, double value) => OverfitReference.ShouldAgree(
                value, OverfitReference.ValueOfCase(run, "convention", figure).GetDouble(), $"{figure} of {run}");
        }
    }
}
