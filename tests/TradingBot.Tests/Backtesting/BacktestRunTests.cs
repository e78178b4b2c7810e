using TradingBot.Core.Backtesting;
using TradingBot.Core.Backtesting.Fills;
using TradingBot.Core.Charts;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Exchanges.Kraken;

namespace TradingBot.Tests.Backtesting;

public class BacktestRunTests
{
    [Fact]
    public void An_order_that_rests_costs_no_more_memory_than_a_trade()
    {
        var candles = Backtests.Synthetic(400_000);
        var setup = Backtests.Setup("macd-cross") with { Placing = new OrderPlacing(OrderStyle.Limit, TimeSpan.FromMinutes(3)) };
        Backtests.Run(setup, candles); // the first run compiles
        var before = GC.GetAllocatedBytesForCurrentThread();

        var run = Backtests.Run(setup, candles);

        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        run.Engine.Ledger.Closed.Count.Should().BeGreaterThan(10_000);
        ((double)bytes / run.Engine.Ledger.Closed.Count).Should().BeLessThan(216, "a closed trade is a row of 200 bytes");
    }

    [Fact]
    public void A_candle_costs_no_memory()
    {
        var candles = Backtests.Synthetic(200_000);
        AllocatedBy(candles); // the first run compiles

        // ten times the candles, the same trades: nothing but the equity points of more days may be added
        var (shortBytes, shortTrades) = AllocatedBy(candles.AsMemory(0, 20_000));
        var (longBytes, longTrades) = AllocatedBy(candles);

        longTrades.Should().Be(shortTrades);
        var days = 200_000 / 1440;
        (longBytes - shortBytes).Should().BeLessThan(days * 128, "an equity point of 24 bytes a day, in a list that doubles");
    }

    [Fact]
    public void A_trade_costs_no_more_memory_than_its_entry_in_the_log()
    {
        var candles = Backtests.Synthetic(400_000);
        var run = Backtests.Run(Backtests.Setup("macd-cross"), candles);
        var before = GC.GetAllocatedBytesForCurrentThread();

        run = Backtests.Run(Backtests.Setup("macd-cross"), candles);

        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        run.Engine.Ledger.Closed.Count.Should().BeGreaterThan(15_000);
        ((double)bytes / run.Engine.Ledger.Closed.Count).Should().BeLessThan(216, "a closed trade is a row of 200 bytes");
    }

    [Fact]
    public void The_last_candles_decision_stays_unfilled_and_is_counted()
    {
        var candles = Backtests.Synthetic(5_000, minutes: 5);
        var lastEntry = Backtests.Run(Backtests.Setup("macd-cross", 5), candles).Engine.Ledger.Closed[^1].Entry.Seconds;
        var upToTheSignal = candles.TakeWhile(candle => candle.OpenSeconds < lastEntry).ToArray();

        var run = Backtests.Run(Backtests.Setup("macd-cross", 5), upToTheSignal);

        (run.Engine.Pending.Count, run.Exchange.Waiting).Should().Be((1, 1));
    }

    [Fact]
    public void Slippage_is_paid_on_both_sides_and_rounded_to_the_tick()
    {
        var candles = Backtests.Synthetic(20_000, minutes: 5);

        var free = Backtests.Run(Backtests.Setup("macd-cross", 5), candles).Engine.Ledger.Closed;
        var slipped = Backtests.Run(Backtests.Setup("macd-cross", 5), candles, Backtests.Fills(slippage: 0.001m)).Engine.Ledger.Closed;

        slipped.Count.Should().Be(free.Count);
        foreach (var (with, without) in slipped.Zip(free))
        {
            with.Entry.Price.Should().BeGreaterThanOrEqualTo(without.Entry.Price * 1.001m);
            with.Exit.Price.Should().BeLessThanOrEqualTo(without.Exit.Price * 0.999m);
            (with.Entry.Price % 0.1m + with.Exit.Price % 0.1m).Should().Be(0);
        }
    }

    [Fact]
    public void The_fee_falls_with_the_volume_of_30_days()
    {
        var candles = Backtests.Synthetic(60_000, minutes: 15);
        var setup = Backtests.Setup("macd-cross", 15) with { Sizing = new Core.Risk.Sizing.QuoteAmount(1_000, "USD") };

        var trades = Backtests.Run(setup, candles, new FillModel(Slippage: 0, KrakenFees.Spot)).Engine.Ledger.Closed;

        Rate(trades[0].Entry).Should().BeApproximately(0.0080m, 0.000001m);
        Rate(trades[2].Exit).Should().BeApproximately(0.0060m, 0.000001m, "2,500 USD have been traded");
        trades.Min(trade => Rate(trade.Exit)).Should().BeLessThan(0.0039m);
    }

    [Fact]
    public void A_stopped_run_keeps_what_it_has_done_so_far()
    {
        using var stop = new CancellationTokenSource();
        var run = new BacktestRun(Backtests.Setup("macd-cross"), Backtests.Fills());
        run.AfterCandle = () =>
        {
            if (run.Candles == 5_000)
                stop.Cancel();
        };

        run.Run(new SyntheticMarket(100_000), stop.Token).Should().BeFalse();

        run.Candles.Should().BeInRange(5_000, 6_024, "it looks every 1,024 candles");
        run.Equity!.Points[^1].Seconds.Should().Be(run.Last.OpenSeconds + 60);
    }

    [Theory]
    [InlineData(30, 20, 10)]
    [InlineData(20, 20, 0)]
    [InlineData(5, 20, 0)]
    [InlineData(30, 0, 30)]
    public void The_last_candle_that_a_strategy_has_to_see_may_decide_and_none_before_it(int needed, int before, int missing)
    {
        var candles = Backtests.Synthetic(500);
        var setup = Backtests.Setup("sma-cross", 1, "fast=1", "slow=2") with
        {
            TradeFrom = candles[before].OpenSeconds,
        };
        var run = new BacktestRun(setup, Backtests.Fills()) { NeededWarmUp = needed };
        var first = before + Math.Max(0, missing - 1);
        var live = Backtests.Run(setup with { TradeFrom = candles[first].OpenSeconds }, candles);

        run.Run(new CandleMemory(candles));

        (run.MissingWarmUp, run.Candles).Should().Be((missing, 500 - before));
        run.TradesFrom.Should().Be(candles[before + missing].OpenSeconds);
        run.Engine.Ledger.Closed.Should().NotBeEmpty()
            .And.Equal(live.Engine.Ledger.Closed, (one, other) => one.Entry == other.Entry && one.Exit == other.Exit);
    }

    [Fact]
    public void Equity_is_taken_at_every_midnight_also_across_a_gap()
    {
        const long day = 86_400;
        Candle[] candles = [Candle.Flat(day / 2, 100), Candle.Flat(4 * day, 100), Candle.Flat(5 * day, 100)];

        var run = Backtests.Run(Backtests.Setup("macd-cross"), candles);

        run.Equity!.Points.Select(point => point.Seconds)
            .Should().Equal(day / 2, day, 2 * day, 3 * day, 4 * day, 5 * day, 5 * day + 60);
    }

    private static decimal Rate(in Core.Orders.Fill fill) => fill.Fee.Worth / fill.Cost;

    private static (long Bytes, int Trades) AllocatedBy(ReadOnlyMemory<Candle> candles)
    {
        // averages so slow that they never cross: the per-candle path alone
        var setup = Backtests.Setup("macd-cross", 1, "fast=4000", "slow=5000", "signal=5000", "stop-loss=50") with { TradeFrom = 0 };
        var trades = 0;
        var bytes = Allocation.Of(() =>
        {
            var run = new BacktestRun(setup with { Cash = 0.01m }, Backtests.Fills());
            var source = new GapFiller(new CandleMemory(candles), new Timeframe(1), knownUntil: 0);
            return () =>
            {
                run.Run(source);
                trades = run.Engine.Ledger.Closed.Count;
            };
        });
        return (bytes, trades);
    }
}
