using TradingBot.Core.Backtesting.Statistics;
using TradingBot.Core.Market;
using TradingBot.Research.Pages;
using TradingBot.Research.Pages.Charts;
using TradingBot.Research.Tearsheets;

namespace TradingBot.Tests.Research.Pages;

/// <summary>What is drawn as lines, bars and numbers.</summary>
public class ChartSeriesTests
{
    [Fact]
    public void A_drawing_keeps_the_lowest_and_the_highest_value_of_each_column_in_their_order()
    {
        double[] values = [5, 9, 1, 3, 7, 7, 2, 8];

        EquityDrawing.Extremes(values, columns: 2).Select(i => values[i]).Should().Equal(9, 1, 2, 8);
        EquityDrawing.Extremes(values, columns: 100).Select(i => values[i]).Should().Equal(values);
    }

    [Fact]
    public void The_time_in_the_market_counts_trades_that_overlap_once()
    {
        var page = SmallPage.Of(
            [SmallPage.Trade(0, 43_200, 1), SmallPage.Trade(21_600, 30_000, 1), SmallPage.Trade(43_200, 64_800, 1)],
            1000);

        var (step, shares) = MarketTime.Of(page);

        step.Should().Be(87, "a day in at most 1000 steps");
        (shares.Sum() * step).Should().BeApproximately(64_800, 1e-6);
        shares.Should().AllSatisfy(share => share.Should().BeInRange(0, 1.0000001));
        shares[0].Should().BeApproximately(1, 1e-12);
        shares[^1].Should().Be(0);
    }

    [Fact]
    public void An_open_trade_is_in_the_market_until_the_end()
    {
        var page = SmallPage.Of([], 1000) with
        {
            Open = [new HeldTrade(Side.Buy, SmallPage.Fill(43_200, 100), "why")],
        };

        var (step, shares) = MarketTime.Of(page);

        (shares.Sum() * step).Should().BeApproximately(43_200, 1e-6);
    }

    [Fact]
    public void Bars_hold_every_trade_and_one_of_them_begins_at_zero()
    {
        double[] returns = [-0.031, -0.001, 0, 0.012, 0.012, 0.049, 5];

        var bars = ReturnBars.Of(returns);

        bars.Counts.Sum().Should().Be(7);
        var zero = (int)Math.Round(-bars.First / bars.Width);
        (bars.First + zero * bars.Width).Should().BeApproximately(0, 1e-12);
        bars.Counts.Take(zero).Sum().Should().Be(2, "two have lost");
        ReturnBars.Of([]).Counts.Should().BeEmpty();
        ReturnBars.Of([0.01]).Counts.Sum().Should().Be(1);
    }

    [Fact]
    public void One_far_result_does_not_squeeze_the_others_into_one_bar()
    {
        var returns = Enumerable.Range(-50, 101).Select(i => i * 0.001).Append(50).Append(-0.9);

        ReturnBars.Of(returns).Counts.Count(count => count > 0).Should().BeGreaterThan(15);
    }

    [Fact]
    public void The_rolling_Sharpe_is_that_of_the_last_90_whole_days()
    {
        var equity = new List<EquityPoint> { new(SmallPage.Start, 1000) };
        for (var day = 1; day <= 91; day++)
        {
            var factor = day % 2 == 0 ? 0.99m : 1.02m;
            equity.Add(new EquityPoint(SmallPage.Start + day * SmallPage.Day, equity[^1].Equity * factor));
        }

        equity.Add(new EquityPoint(equity[^1].Seconds + 3600, 1));

        var rolling = RollingRatios.Of(equity);

        rolling.Select(one => one.Seconds).Should()
            .Equal(SmallPage.Start + 90 * SmallPage.Day, SmallPage.Start + 91 * SmallPage.Day);
        var deviation = 0.015 * Math.Sqrt(90.0 / 89);
        rolling[0].Sharpe.Should().BeApproximately(0.005 / deviation * Math.Sqrt(365), 1e-9);
        rolling[0].Volatility.Should().BeApproximately(deviation * Math.Sqrt(365), 1e-9);
        RollingRatios.Of(equity.Take(90).ToList()).Should().BeEmpty();
    }

    [Theory]
    [InlineData(9.196, FigureUnit.Fraction, "919.60\u202F%")]
    [InlineData(37.22, FigureUnit.Fraction, "3\u202F722\u202F%")]
    [InlineData(-0.001, FigureUnit.Fraction, "\u22120.10\u202F%")]
    [InlineData(-0.00001, FigureUnit.Fraction, "0.00\u202F%")]
    [InlineData(1774920.126, FigureUnit.Money, "1\u202F774\u202F920.13")]
    [InlineData(0.00012346, FigureUnit.Money, "0.0001235")]
    [InlineData(0, FigureUnit.Money, "0.00")]
    [InlineData(double.NaN, FigureUnit.Ratio, "—")]
    [InlineData(658.04, FigureUnit.Days, "658.0 days")]
    [InlineData(5400, FigureUnit.Seconds, "90.0 minutes")]
    [InlineData(1, FigureUnit.YesNo, "yes")]
    [InlineData(1577836800, FigureUnit.Time, "2020-01-01")]
    [InlineData(1577840460, FigureUnit.Time, "2020-01-01 01:01")]
    public void Numbers_are_grouped_have_a_true_minus_and_never_a_zero_for_what_is_unknown(
        double value, object unit, string text) => PageNumber.Of(value, (FigureUnit)unit).Should().Be(text);

    [Fact]
    public void A_gain_has_a_plus_and_zero_no_sign()
    {
        PageNumber.Gain(0.05).Should().Be("+5.00\u202F%");
        PageNumber.Gain(0).Should().Be("0.00\u202F%");
        PageNumber.Gain(0.0000001).Should().Be("0.00\u202F%");
        PageNumber.Gain(-0.05).Should().Be("\u22125.00\u202F%");
    }
}
