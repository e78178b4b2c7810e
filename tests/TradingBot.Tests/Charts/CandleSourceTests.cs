using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Tests.Charts;

public class CandleSourceTests
{
    private static readonly Timeframe Minute = new(1);

    [Fact]
    public void Missing_candles_become_flat_ones_at_the_previous_close()
    {
        var filler = new GapFiller(Source(Plain(0, 10), Plain(60, 11), Plain(240, 12)), Minute, knownUntil: 420);

        Backtests.All(filler).Should().Equal(
            Plain(0, 10), Plain(60, 11), Candle.Flat(120, 11), Candle.Flat(180, 11), Plain(240, 12),
            Candle.Flat(300, 12), Candle.Flat(360, 12));
        filler.Filled.Should().Be(4);
    }

    [Fact]
    public void A_gap_longer_than_the_buffer_is_filled_all_the_same()
    {
        var filled = Backtests.All(new GapFiller(Source(Plain(0, 10), Plain(60_000, 12)), Minute, knownUntil: 0));

        filled.Should().HaveCount(1001);
        filled.Select(candle => candle.OpenSeconds).Should().Equal(Enumerable.Range(0, 1001).Select(i => i * 60L));
    }

    [Fact]
    public void Candles_without_gaps_pass_unchanged()
    {
        var candles = Backtests.Synthetic(10_000);

        Backtests.All(new GapFiller(new CandleMemory(candles), Minute, knownUntil: 0)).Should().Equal(candles);
    }

    [Fact]
    public void A_larger_candle_joins_the_smaller_ones_and_an_unfinished_last_one_is_left_out()
    {
        var built = Backtests.All(new Resampler(
            Source(Bar(0, 10, 12, 9, 11), Bar(240, 11, 15, 8, 9), Bar(300, 9, 9, 9, 9), Bar(360, 9, 20, 9, 20)),
            Minute,
            new Timeframe(5),
            knownUntil: 420));

        built.Should().Equal(new Candle(0, open: 10, high: 15, low: 8, close: 9, volume: 2, tradeCount: 2));
    }

    [Fact]
    public void A_last_candle_whose_end_is_known_is_kept_though_its_last_minutes_did_not_trade()
    {
        var built = Backtests.All(new Resampler(Source(Bar(0, 10, 12, 9, 11)), Minute, new Timeframe(5), knownUntil: 300));

        built.Should().Equal(new Candle(0, open: 10, high: 12, low: 9, close: 11, volume: 1, tradeCount: 1));
    }

    [Fact]
    public void Missing_candles_are_counted_where_they_are_not_filled()
    {
        var counter = new GapCounter(Source(Plain(0, 10), Plain(60, 11), Plain(240, 12)), Minute);

        Backtests.All(counter).Should().HaveCount(3);
        counter.Missing.Should().Be(2);
    }

    [Fact]
    public void Five_minutes_built_from_one_are_the_hours_built_from_five()
    {
        var minutes = Backtests.Synthetic(30_000);
        var hours = Backtests.All(new Resampler(new CandleMemory(minutes), Minute, new Timeframe(60), 30_000 * 60 + 1_577_836_800L));
        var five = new Resampler(new CandleMemory(minutes), Minute, new Timeframe(5), 30_000 * 60 + 1_577_836_800L);

        var viaFive = Backtests.All(
            new Resampler(five, new Timeframe(5), new Timeframe(60), 30_000 * 60 + 1_577_836_800L));

        // volumes are sums of doubles in another order: equal but for rounding
        viaFive.Select(c => (c.OpenSeconds, c.Open, c.High, c.Low, c.Close, c.TradeCount))
            .Should().Equal(hours.Select(c => (c.OpenSeconds, c.Open, c.High, c.Low, c.Close, c.TradeCount)));
        hours.Should().HaveCount(500);
    }

    [Fact]
    public void A_timeframe_that_does_not_divide_is_refused()
    {
        FluentActions.Invoking(() => new Resampler(Source(), new Timeframe(7), new Timeframe(60), 0))
            .Should().Throw<ArgumentException>();
    }

    [Theory]
    [InlineData(60, 180, 2)]
    [InlineData(61, 180, 1)]
    [InlineData(0, 1_000, 5)]
    [InlineData(1_000, 2_000, 0)]
    public void A_range_holds_the_candles_that_open_in_it(long from, long to, int count)
    {
        var candles = Enumerable.Range(0, 5).Select(i => Plain(i * 60, 10)).ToArray();

        Backtests.All(new TimeRange(new CandleMemory(candles), from, to)).Should().HaveCount(count);
    }

    private static CandleMemory Source(params Candle[] candles) => new(candles);

    private static Candle Plain(long second, double price) => Bar(second, price, price, price, price);

    private static Candle Bar(long second, double open, double high, double low, double close) =>
        new(second, open, high, low, close, volume: 1, tradeCount: 1);
}
