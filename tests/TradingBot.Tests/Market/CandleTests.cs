using System.Runtime.CompilerServices;
using TradingBot.Core.Market;

namespace TradingBot.Tests.Market;

public class CandleTests
{
    [Fact]
    public void A_candle_is_48_bytes_because_that_is_the_record_of_the_store() => Unsafe.SizeOf<Candle>().Should().Be(48);

    [Fact]
    public void The_typical_price_is_the_mean_of_high_low_and_close()
    {
        new Candle(0, open: 1, high: 9, low: 3, close: 6, volume: 1, tradeCount: 1).Typical.Should().Be(6);
    }

    [Fact]
    public void A_time_that_does_not_fit_is_refused()
    {
        FluentActions.Invoking(() => Candle.Flat(-1, 1)).Should().Throw<OverflowException>();
        FluentActions.Invoking(() => Candle.Flat(1L << 32, 1)).Should().Throw<OverflowException>();
    }

    [Theory]
    [InlineData(1, 59, 0)]
    [InlineData(5, 1_381_093_499, 1_381_093_200)]
    [InlineData(60, 1_381_093_200, 1_381_093_200)]
    [InlineData(10080, 1_577_836_800, 1_577_318_400)] // weeks open on Thursdays, as the epoch did
    public void A_candle_opens_at_a_multiple_of_its_length_since_the_epoch(int minutes, long second, long open)
    {
        new Timeframe(minutes).OpenOf(second).Should().Be(open);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(21_601)]
    public void A_length_that_is_none_is_refused(int minutes)
    {
        FluentActions.Invoking(() => new Timeframe(minutes)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(1e308, 1e308, true)] // their sum is none
    [InlineData(double.NaN, 1, false)]
    [InlineData(double.PositiveInfinity, 1, false)]
    [InlineData(double.PositiveInfinity, double.NegativeInfinity, false)]
    [InlineData(1, double.NaN, false)]
    public void A_candle_is_finite_when_each_of_its_numbers_is(double price, double volume, bool isFinite) =>
        new Candle(0, price, price, price, price, volume, 1).IsFinite.Should().Be(isFinite);
}
