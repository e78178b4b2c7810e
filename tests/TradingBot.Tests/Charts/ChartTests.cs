using TradingBot.Core.Charts;
using TradingBot.Core.Engine;
using TradingBot.Core.Indicators;
using TradingBot.Core.Market;

namespace TradingBot.Tests.Charts;

public class ChartTests
{
    private const long NewYear = 1_704_067_200;

    public static TheoryData<int, double> WhatIsNoNumber
    {
        get
        {
            var cases = new TheoryData<int, double>();
            foreach (var wrong in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
            {
                for (var place = 0; place < 5; place++)
                    cases.Add(place, wrong);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(WhatIsNoNumber))]
    public void A_candle_with_a_figure_that_is_no_number_is_refused_and_harms_nothing(int place, double wrong)
    {
        var chart = new Chart(new Timeframe(1));
        var average = chart.Ema(2);
        chart.Add(Candle.Flat(NewYear, 10));
        double[] figures = [10, 10, 10, 10, 10];
        figures[place] = wrong;

        FluentActions.Invoking(() => chart.Add(CandleOf(figures))).Should().Throw<ArgumentException>()
            .WithMessage("the candle of 2024-01-01 00:00 has*none of them may be NaN or infinite*");

        chart.Add(Candle.Flat(NewYear + 60, 20));
        (average.Value, chart.Count).Should().Be((15, 2));
    }

    [Fact]
    public void A_candle_with_the_largest_figures_there_are_is_taken()
    {
        var chart = new Chart(new Timeframe(1));

        chart.Add(new Candle(NewYear, 1, double.MaxValue, double.Epsilon, 1, double.MaxValue, 1));

        chart.Count.Should().Be(1);
    }

    [Fact]
    public void The_engine_decides_nothing_on_a_candle_that_is_no_candle()
    {
        var engine = new TradingEngine(Backtests.Setup("macd"));

        Action process = () => engine.Process(CandleOf([10, double.NaN, 10, 10, 0]));

        process.Should().Throw<ArgumentException>();
    }

    private static Candle CandleOf(double[] figures) =>
        new(NewYear, figures[0], figures[1], figures[2], figures[3], figures[4], tradeCount: 1);
}
