using TradingBot.Core.Charts;
using TradingBot.Core.Indicators;
using TradingBot.Core.Market;

namespace TradingBot.Tests.Indicators;

public class PivotPointsTests
{
    private const int Hour = 3600;
    private const int Day = 24 * Hour;

    /// <summary>A Monday, 2024-01-01.</summary>
    private const long NewYear = 1_704_067_200;

    [Fact]
    public void Levels_of_a_day_are_those_of_the_floor_traders_from_the_day_before()
    {
        var points = new Chart(new Timeframe(480)).PivotPoints();
        Add(points, NewYear, high: 105, low: 95, close: 101);
        Add(points, NewYear + 8 * Hour, high: 110, low: 99, close: 102);
        Add(points, NewYear + 16 * Hour, high: 103, low: 90, close: 100);
        points.Pivot.Should().Be(double.NaN);

        Add(points, NewYear + Day, high: 999, low: 1, close: 500);

        points.Pivot.Should().Be(100);
        (points.Resistance1, points.Resistance2, points.Resistance3).Should().Be((110, 120, 130));
        (points.Support1, points.Support2, points.Support3).Should().Be((90, 80, 70));
    }

    [Fact]
    public void A_day_that_was_not_seen_from_its_start_gives_no_levels()
    {
        var points = new PivotPoints(new Timeframe(60));
        for (var hour = 1; hour <= 47; hour++)
        {
            Add(points, NewYear + hour * Hour, 10, 8, 9);
            points.Pivot.Should().Be(double.NaN);
        }

        Add(points, NewYear + 48 * Hour, 10, 8, 9);

        points.Pivot.Should().Be(9);
    }

    [Fact]
    public void Wherever_in_a_day_it_begins_there_are_levels_when_it_says_so_and_may_not_be_before()
    {
        var needed = Enumerable.Range(0, 24).Select(hour =>
        {
            var (points, candles) = (new PivotPoints(new Timeframe(60)), 0);
            while (double.IsNaN(points.Pivot))
                Add(points, NewYear + (hour + candles++) * Hour, 10, 8, 9);
            return candles;
        }).ToArray();

        needed.Max().Should().Be(new PivotPoints(new Timeframe(60)).WarmUp);
        needed[0].Should().Be(25, "the first day was seen from its start");
    }

    [Theory]
    [InlineData(PivotSession.Day, 1)]
    [InlineData(PivotSession.Week, 7)]
    [InlineData(PivotSession.Month, 31)]
    public void Levels_stand_for_a_session_and_change_at_its_end(PivotSession session, int days)
    {
        var points = new PivotPoints(new Timeframe(1440), session);
        for (var day = 0; day < days; day++)
            Add(points, NewYear + day * (long)Day, 10 + day, 8, 9);
        points.Pivot.Should().Be(double.NaN);

        Add(points, NewYear + days * (long)Day, 50, 40, 45);

        points.Pivot.Should().Be((10 + days - 1 + 8 + 9) / 3.0);
    }

    [Fact]
    public void A_session_without_a_candle_is_passed_over()
    {
        var points = new PivotPoints(new Timeframe(60));
        Add(points, NewYear, 10, 8, 9);

        Add(points, NewYear + 3 * Day, 20, 18, 19);

        points.Pivot.Should().Be(9);
    }

    [Theory]
    [InlineData(10_080, PivotSession.Day, 2)]
    [InlineData(21_600, PivotSession.Month, 6)]
    public void A_candle_as_long_as_a_session_is_one(int minutes, PivotSession session, int warmUp) =>
        new PivotPoints(new Timeframe(minutes), session).WarmUp.Should().Be(warmUp);

    private static void Add(PivotPoints points, long seconds, double high, double low, double close) =>
        points.Add(new Candle(seconds, close, high, low, close, 1, 1));
}
