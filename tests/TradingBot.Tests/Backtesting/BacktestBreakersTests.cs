using TradingBot.Core.Backtesting;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Risk;
using TradingBot.Core.Risk.Breakers;
using TradingBot.Core.Risk.Sizing;

namespace TradingBot.Tests.Backtesting;

/// <summary>Breakers on history: 1,000 USD, trades of 1 XBT, hourly candles, no fee.</summary>
public class BacktestBreakersTests
{
    private static readonly BreakerLimits Off = BreakerLimits.Off;

    [Fact]
    public void A_daily_loss_stops_entries_until_the_next_day()
    {
        var words = Words((0, "enter"), (2, "leave"), (3, "enter"), (23, "enter"), (24, "enter"));

        var run = Run(Off with { DailyLoss = 0.05m }, words, [.. Flat(2, 100), .. Flat(30, 40)]);

        Trips(run).Should().Equal((3, "daily-loss")); // at the close of the hour in which 60 of 1,000 are lost
        run.Engine.Refused(Refusal.Halted).Should().Be(2, "the day's last close is decided on before midnight");
        run.Engine.Ledger.Open.Should().ContainSingle().Which.Entry.Seconds.Should().Be(25 * 3600);
    }

    [Fact]
    public void A_drawdown_stops_entries_for_good_or_until_the_reset()
    {
        var words = Words((0, "enter"), (2, "leave"), (40, "enter"));
        Candle[] candles = [.. Flat(2, 100), .. Flat(50, 30)];

        var stopped = Run(Off with { Drawdown = 0.07m }, words, candles);
        var reset = Run(Off with { Drawdown = 0.07m, ResetAfter = TimeSpan.FromHours(38) }, words, candles);

        Trips(stopped).Should().Equal((3, "drawdown"));
        stopped.Trips[0].Reason.Should().Be("equity 70 below its peak, 7% allowed");
        (stopped.Engine.Ledger.Open.Count, reset.Engine.Ledger.Open.Count).Should().Be((0, 0), "3 h + 38 h is later");
        Run(Off with { Drawdown = 0.07m, ResetAfter = TimeSpan.FromHours(37) }, words, candles)
            .Engine.Ledger.Open.Count.Should().Be(1);
    }

    [Fact]
    public void Losses_in_a_row_are_known_at_the_close_of_the_candle_in_which_the_last_was_made()
    {
        var words = Words((0, "enter"), (1, "leave"), (2, "enter"), (3, "leave"), (4, "enter"), (6, "enter"));

        var run = Run(Off with { LossesInARow = 2 }, words, [.. Enumerable.Range(0, 9).Select(i => At(100 - i))]);

        Trips(run).Should().Equal((4, "losses")); // at the open at which the second one is sold
        (run.Engine.Ledger.Closed.Count, run.Engine.Ledger.Open.Count).Should().Be((2, 0));
        run.Engine.Refused(Refusal.Halted).Should().Be(2);
    }

    [Fact]
    public void A_loss_by_a_stop_within_a_candle_is_known_at_its_close()
    {
        var words = Words((0, "enter"), (1, "enter"), (2, "enter"));
        Candle[] candles = [At(100), new(0, 100, 100, 90, 95, 1, 1), .. Flat(4, 95)];

        var run = Run(Off with { LossesInARow = 1 }, words, candles, ["stop-loss=5", "exits=intrabar"]);

        run.Trips.Should().ContainSingle().Which.Since.Should().Be(DateTime.UnixEpoch.AddHours(2).AddSeconds(-1));
        (run.Engine.Ledger.Closed.Count, run.Engine.Ledger.Open.Count).Should().Be((1, 0));
    }

    [Fact]
    public void A_price_jump_is_one_between_two_trades_that_followed_each_other()
    {
        var words = Words((1, "enter"), (2, "enter"));
        var climb = new Candle(0, 100, 130, 100, 130, 1, 1);

        Trips(Run(Off with { PriceJump = 0.1 }, words, [At(100), climb, At(142), At(157)]))
            .Should().Equal((3, "price-jump"));
        var run = Run(Off with { PriceJump = 0.1 }, words, [At(100), At(100), At(89), At(89)]);
        Trips(run).Should().Equal((2, "price-jump"));
        run.Engine.Ledger.Open.Should().ContainSingle("what was sent before is filled at the price after the jump")
            .Which.Entry.Price.Should().Be(89);
    }

    [Theory]
    [InlineData(115, 0)] // the market comes back to the limit when the order is gone
    [InlineData(85, 1)] // the market has passed the limit before anybody could take the order back
    public void A_breaker_takes_back_the_entries_that_rest(double open, int trades)
    {
        var words = Words((0, "enter"));
        var back = new Candle(0, open, Math.Max(open, 101), Math.Min(open, 95), 100, 1, 1);

        var run = Run(Off with { PriceJump = 0.1 }, words, [At(100), At(101), back, At(100)], style: OrderStyle.Limit);

        Trips(run).Should().ContainSingle().Which.Name.Should().Be("price-jump");
        run.Engine.Ledger.Open.Count.Should().Be(trades);
        run.Engine.Pending.Should().BeEmpty();
    }

    [Fact]
    public void What_trips_twice_is_told_twice()
    {
        var words = Words((0, "enter"));
        Candle[] candles = [.. Flat(2, 100), .. Flat(30, 40), .. Flat(30, 34), .. Flat(3, 1)];

        var run = Run(Off with { DailyLoss = 0.03m }, words, candles);

        Trips(run).Should().Equal((3, "daily-loss"), (63, "daily-loss"));
    }

    [Fact]
    public void Without_a_limit_there_are_no_breakers()
    {
        Run(Off, [], Flat(2, 100)).HasBreakers.Should().BeFalse();
        Run(Off with { ResetAfter = TimeSpan.FromHours(1) }, [], Flat(2, 100)).HasBreakers.Should().BeFalse();
        Run(Off with { PriceJump = 0.1 }, [], Flat(2, 100)).HasBreakers.Should().BeTrue();
    }

    private static IEnumerable<(int Hour, string Name)> Trips(BacktestRun run) =>
        run.Trips.Select(trip => ((int)(trip.Since - DateTime.UnixEpoch).TotalHours, trip.Name));

    private static string[] Words(params (int Candle, string Word)[] words) =>
        [.. Enumerable.Range(0, 70).Select(i => words.FirstOrDefault(word => word.Candle == i).Word ?? "")];

    [Fact]
    public void Whoever_follows_the_candles_hears_of_each_with_breakers_too()
    {
        var setup = Backtests.Setup(SayingStrategy.Of(), minutes: 60);
        var run = new BacktestRun(setup, Backtests.Fills(), new BreakerLimits { Drawdown = 0.5m });
        var heard = 0;
        run.AfterCandle = () => heard++;

        run.Run(new Core.Charts.CandleMemory(
            Enumerable.Range(0, 3).Select(i => new Candle(i * 3600L, 100, 100, 100, 100, 1, 1)).ToArray()));

        (run.HasBreakers, heard, run.Candles).Should().Be((true, 3, 3L));
    }

    private static Candle[] Flat(int count, double price) => [.. Enumerable.Repeat(At(price), count)];

    private static Candle At(double price) => new(0, price, price, price, price, 1, 1);

    private static BacktestRun Run(
        BreakerLimits breakers, string[] words, Candle[] candles, string[]? settings = null,
        OrderStyle style = OrderStyle.Market)
    {
        var setup = Backtests.Setup(SayingStrategy.Of(words), minutes: 60, settings ?? []) with
        {
            Sizing = new FixedVolume(1, "XBT"),
            Cost = new MarketOrderCost(0, 0),
            Cash = 1_000,
            Placing = new OrderPlacing(style, TimeSpan.FromDays(1)),
        };
        var inOrder = candles.Select((c, i) => new Candle(i * 3600L, c.Open, c.High, c.Low, c.Close, 1, 1));
        var run = new BacktestRun(setup, Backtests.Fills(fee: 0), breakers);
        run.Run(new Core.Charts.CandleMemory(inOrder.ToArray()));
        return run;
    }
}
