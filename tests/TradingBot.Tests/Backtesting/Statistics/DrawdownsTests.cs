using TradingBot.Core.Backtesting.Statistics;

namespace TradingBot.Tests.Backtesting.Statistics;

public class DrawdownsTests
{
    private const long Day = 86_400;

    [Fact]
    public void Each_fall_lasts_from_its_peak_until_the_peak_is_reached_again() =>
        Drawdowns.Of(Curve(100, 80, 90, 100, 120, 60, 90)).Should().Equal(
            new Drawdown(0.2, Peak: 0, Trough: Day, End: 3 * Day, Recovered: true),
            new Drawdown(0.5, Peak: 4 * Day, Trough: 5 * Day, End: 6 * Day, Recovered: false));

    [Fact]
    public void The_last_of_equal_peaks_and_the_first_of_equal_troughs_count() =>
        Drawdowns.Of(Curve(100, 100, 90, 90, 95)).Should().Equal(
            new Drawdown(0.1, Peak: Day, Trough: 2 * Day, End: 4 * Day, Recovered: false));

    [Fact]
    public void A_curve_that_never_falls_has_none()
    {
        Drawdowns.Of(Curve(100, 100, 101)).Should().BeEmpty();
        Drawdowns.Of([]).Should().BeEmpty();
    }

    [Fact]
    public void The_deepest_is_the_one_that_is_followed_from_candle_to_candle_where_candles_are_days()
    {
        var run = Backtests.Run(Backtests.Setup("macd-cross", minutes: 1440), Backtests.Synthetic(600_000, 1440));

        Drawdowns.Of(run.Equity!.Points).MaxBy(fall => fall.Depth).Should().Be(run.Drawdown);
    }

    private static EquityPoint[] Curve(params decimal[] equity) =>
        [.. equity.Select((value, day) => new EquityPoint(day * Day, value))];
}
