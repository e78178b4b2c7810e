using FsCheck;
using FsCheck.Fluent;
using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Tests.Charts;

public class CandleBuilderTests
{
    private static readonly Timeframe Minute = new(1);

    [Fact]
    public void A_candle_is_closed_by_the_clock_and_not_by_the_next_trade()
    {
        var builder = new CandleBuilder(Minute);
        builder.Add(At(10, price: 100));
        builder.Add(At(59, price: 90));

        builder.TryClose(Time(59), out _).Should().BeFalse();
        builder.TryClose(Time(60), out var closed).Should().BeTrue();
        closed.Should().Be(new Candle(0, open: 100, high: 100, low: 90, close: 90, volume: 2, tradeCount: 2));
    }

    [Fact]
    public void A_period_without_trades_is_a_flat_candle()
    {
        var builder = new CandleBuilder(Minute);
        builder.Add(At(10, price: 100));

        Close(builder, until: 180).Should().Equal(
            new Candle(0, 100, 100, 100, 100, volume: 1, tradeCount: 1), Candle.Flat(60, 100), Candle.Flat(120, 100));
    }

    [Fact]
    public void An_empty_first_period_takes_its_price_from_the_history_before()
    {
        var builder = new CandleBuilder(Minute);
        builder.ContinueAfter(openSeconds: 0, close: 77);

        Close(builder, until: 120).Should().Equal(Candle.Flat(60, 77));
    }

    [Fact]
    public void Nothing_is_closed_before_the_first_trade() => Close(new CandleBuilder(Minute), until: 600).Should().BeEmpty();

    [Fact]
    public void A_trade_of_a_closed_candle_is_counted_and_left_out()
    {
        var builder = new CandleBuilder(Minute);
        builder.Add(At(10, price: 100));
        Close(builder, until: 60).Should().HaveCount(1);
        builder.Add(At(30, price: 1));

        builder.LateTrades.Should().Be(1);
        Close(builder, until: 120).Should().Equal(Candle.Flat(60, 100));
    }

    [Fact]
    public void Whatever_the_trades_the_candles_are_those_of_the_whole_list()
    {
        var trades =
            from steps in Gen.ArrayOf(Gen.Choose(0, 150))
            from prices in Gen.ArrayOf(Gen.Choose(1, 1000), steps.Length)
            select steps.Zip(prices).Aggregate(
                new List<Trade>(), (list, next) => [.. list, At((list.Count == 0 ? 0 : Seconds(list[^1])) + next.First, next.Second)]);
        Prop.ForAll(trades.ToArbitrary(), BuiltOneByOneEqualsGrouped).Check(Properties.Fixed);
    }

    private static bool BuiltOneByOneEqualsGrouped(List<Trade> trades)
    {
        var builder = new CandleBuilder(Minute);
        var built = new List<Candle>();
        foreach (var trade in trades)
        {
            built.AddRange(Close(builder, Seconds(trade)));
            builder.Add(trade);
        }

        if (trades.Count > 0)
            built.AddRange(Close(builder, Minute.OpenOf(Seconds(trades[^1])) + 60));
        return built.SequenceEqual(Grouped(trades));
    }

    /// <summary>
    /// The same candles by the text of the definition: group by minute, flat where a minute has none.
    /// </summary>
    private static IEnumerable<Candle> Grouped(List<Trade> trades)
    {
        var byMinute = trades.GroupBy(trade => Minute.OpenOf(Seconds(trade))).ToDictionary(group => group.Key, group => group.ToList());
        if (byMinute.Count == 0)
            yield break;
        var close = double.NaN;
        for (var open = byMinute.Keys.Min(); open <= byMinute.Keys.Max(); open += 60)
        {
            if (!byMinute.TryGetValue(open, out var group))
            {
                yield return Candle.Flat(open, close);
                continue;
            }

            close = group[^1].Price;
            yield return new Candle(
                open, group[0].Price, group.Max(t => t.Price), group.Min(t => t.Price), close, group.Count, group.Count);
        }
    }

    private static List<Candle> Close(CandleBuilder builder, long until)
    {
        var closed = new List<Candle>();
        while (builder.TryClose(Time(until), out var candle))
            closed.Add(candle);
        return closed;
    }

    private static Trade At(long second, double price) => new(0, Time(second), price, Volume: 1, Side.Buy);

    private static DateTime Time(long second) => DateTime.UnixEpoch.AddSeconds(second);

    private static long Seconds(Trade trade) => (long)(trade.Time - DateTime.UnixEpoch).TotalSeconds;
}
