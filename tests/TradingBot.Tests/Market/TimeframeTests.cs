using TradingBot.Core.Market;

namespace TradingBot.Tests.Market;

public class TimeframeTests
{
    [Theory]
    [InlineData("1", 1)]
    [InlineData("120", 120)]
    [InlineData("5m", 5)]
    [InlineData("90m", 90)]
    [InlineData("1h", 60)]
    [InlineData("4H", 240)]
    [InlineData("1d", 1440)]
    [InlineData("15D", 21_600)]
    [InlineData("2w", 20_160)]
    [InlineData("1W", 10_080)]
    public void A_length_is_minutes_or_a_number_with_its_unit(string text, int minutes) =>
        Timeframe.Parse(text).Should().Be(new Timeframe(minutes));

    [Theory]
    [InlineData("")]
    [InlineData("m")]
    [InlineData("h")]
    [InlineData("0")]
    [InlineData("0h")]
    [InlineData("-5")]
    [InlineData("+5")]
    [InlineData("1.5h")]
    [InlineData(" 5m")]
    [InlineData("5 m")]
    [InlineData("1M")] // a month elsewhere
    [InlineData("1s")]
    [InlineData("1hh")]
    [InlineData("21601")]
    [InlineData("16d")]
    [InlineData("3w")]
    [InlineData("2000000000w")]
    public void Any_other_text_is_no_length(string text) => Timeframe.Parse(text).Should().BeNull();

    [Fact]
    public void What_divides_a_day_can_be_traded_and_so_can_whole_days()
    {
        int[] day =
        [
            1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 16, 18, 20, 24, 30, 32, 36, 40, 45, 48, 60, 72, 80, 90, 96, 120, 144,
            160, 180, 240, 288, 360, 480, 720,
        ];

        Enumerable.Range(1, 21_600).Where(minutes => new Timeframe(minutes).IsTradable)
            .Should().Equal([.. day, .. Enumerable.Range(1, 15).Select(days => days * 1440)]);
    }

    [Fact]
    public void A_candle_of_any_length_that_can_be_traded_opens_at_midnight_or_lasts_for_days()
    {
        const long midnight = 18_273 * 86_400L;

        foreach (var minutes in Enumerable.Range(1, 1440).Where(minutes => new Timeframe(minutes).IsTradable))
            new Timeframe(minutes).OpenOf(midnight).Should().Be(midnight, $"{minutes} minutes");
    }
}
