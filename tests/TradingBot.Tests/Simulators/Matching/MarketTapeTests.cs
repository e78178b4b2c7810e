using TradingBot.Core.Charts;
using TradingBot.Core.Market;
using TradingBot.Simulators.Matching;

namespace TradingBot.Tests.Simulators.Matching;

public class MarketTapeTests
{
    [Fact]
    public void The_trades_of_a_candle_give_the_candle_back()
    {
        var candles = Venues.SyntheticCandles(3000, seed: 7);

        var rebuilt = Rebuilt(Trades(candles), candles.Length);

        rebuilt.Select(c => (c.OpenSeconds, c.Open, c.High, c.Low, c.Close)).Should().Equal(
            candles.Select(c => (c.OpenSeconds, c.Open, c.High, c.Low, c.Close)));
        rebuilt.Select(c => Math.Round(c.Volume, 8)).Should().Equal(candles.Select(c => Math.Round(c.Volume, 8)));
    }

    [Fact]
    public void A_candle_of_many_trades_keeps_their_number_up_to_sixty()
    {
        Candle[] candles =
            [new(0, 100, 110, 90, 105, 50, tradeCount: 17), new(60, 105, 105, 105, 105, 3, tradeCount: 500)];

        Trades(candles).GroupBy(t => t.Time.Minute).Select(g => g.Count()).Should().Equal(17, 60);
    }

    [Fact]
    public void An_interval_without_trades_prints_nothing()
    {
        Trades([Candle.Flat(0, 100), Venues.Minute(5, 100, 100, 100, 100)]).Should().HaveCount(4);
    }

    [Fact]
    public void Ids_are_consecutive_and_times_rise()
    {
        var trades = Trades(Venues.SyntheticCandles(500, seed: 3));

        trades.Select(t => t.Id).Should().Equal(Enumerable.Range(1, trades.Count).Select(i => (long)i));
        trades.Zip(trades.Skip(1)).Should().OnlyContain(pair => pair.First.Time < pair.Second.Time);
    }

    [Fact]
    public void The_same_seed_makes_the_same_tape()
    {
        var candles = Venues.SyntheticCandles(100, seed: 3);

        Trades(candles, seed: 5).Should().Equal(Trades(candles, seed: 5)).And.NotEqual(Trades(candles, seed: 6));
    }

    private static List<TapeTrade> Trades(Candle[] candles, ulong seed = 1)
    {
        var tape = new MarketTape(Venues.Bitcoin, new CandleMemory(candles), new Timeframe(1), seed);
        var trades = new List<TapeTrade>();
        for (; tape.TryPeek(out var trade); tape.Take())
            trades.Add(trade);
        return trades;
    }

    private static List<Candle> Rebuilt(IEnumerable<TapeTrade> trades, int minutes)
    {
        var builder = new CandleBuilder(new Timeframe(1));
        var candles = new List<Candle>();
        foreach (var trade in trades)
        {
            while (builder.TryClose(trade.Time, out var closed))
                candles.Add(closed);
            builder.Add(new Trade(trade.Id, trade.Time, (double)trade.Price, (double)trade.Volume, trade.Taker));
        }

        while (builder.TryClose(Venues.Start.AddMinutes(minutes), out var closed))
            candles.Add(closed);
        return candles;
    }
}
