using TradingBot.Core.Accounts;
using TradingBot.Core.Backtesting;
using TradingBot.Core.Backtesting.Fills;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Risk;

namespace TradingBot.Tests.Backtesting;

/// <summary>
/// Limit orders in a backtest, candle by candle: the first candle closes at 100 and the strategy enters. The maker's fee
/// is 0.1 %, the taker's 0.2 %.
/// </summary>
public class RestingOrderTests
{
    private static readonly FillModel Fills = new(Slippage: 0, new FeeSchedule("test", [new FeeTier(0, 0.001m, 0.002m)]));

    [Theory]
    [InlineData(99.9, true)]
    [InlineData(100.0, false)]
    public void A_buy_is_filled_when_the_market_trades_below_its_limit_and_not_when_it_touches_it(double low, bool isFilled)
    {
        var run = Run(["enter"], At(100), Down(100, low));

        run.Engine.Ledger.Open.Select(trade => (trade.Entry.Price, trade.Entry.Fee.Worth))
            .Should().Equal(isFilled ? [(100m, 0.1m)] : []);
        run.Exchange.Resting.Should().Be(isFilled ? 0 : 1);
    }

    [Fact]
    public void An_order_that_rested_is_filled_at_its_limit_also_where_a_candle_opens_beyond_it() =>
        Run(["enter"], patience: 9, At(100), At(101), At(90)).Engine.Ledger.Open
            .Should().ContainSingle().Which.Entry.Price.Should().Be(100m);

    [Fact]
    public void A_limit_order_that_comes_to_a_better_market_takes_it_at_once_for_the_takers_fee()
    {
        var entry = Run(["enter"], At(100), At(90)).Engine.Ledger.Open.Should().ContainSingle().Subject.Entry;

        (entry.Price, entry.Fee.Worth).Should().Be((90m, 0.18m));
    }

    [Fact]
    public void A_post_only_order_that_would_trade_at_once_is_refused()
    {
        var run = Run(["enter"], OrderStyle.PostOnly, patience: 1, At(100), At(90), At(90));

        (run.Engine.Ledger.Open.Count, run.Engine.Rejections, run.Exchange.Resting).Should().Be((0, 1, 0));
    }

    [Fact]
    public void An_entry_that_rested_in_vain_is_tried_at_one_more_price_and_then_given_up()
    {
        var second = Run(["enter"], At(100), At(110), Down(110, 109));
        var never = Run(["enter"], At(100), At(110), At(110), Down(110, 50));

        second.Engine.Ledger.Open.Should().ContainSingle().Which.Entry.Price.Should().Be(110m);
        (never.Engine.Ledger.Open.Count, never.Engine.Pending.Count).Should().Be((0, 0));
    }

    [Fact]
    public void A_signal_to_leave_takes_back_an_entry_that_rests()
    {
        var run = Run(["enter", "leave"], patience: 9, At(100), At(110), Down(110, 50));

        (run.Engine.Ledger.Open.Count, run.Engine.Pending.Count, run.Engine.Rejections).Should().Be((0, 0, 0));
    }

    [Fact]
    public void An_exit_by_signal_tries_two_prices_and_then_goes_to_the_market()
    {
        var run = Run(["enter", "", "leave"], At(100), Down(100, 99), At(98), At(97), At(96), At(95), At(94));

        var exit = run.Engine.Ledger.Closed.Should().ContainSingle().Subject.Exit;
        (exit.Price, exit.Fee.Worth)
            .Should().Be((95m, 0.19m), "it rested at 98 in the fourth candle and at 97 in the fifth");
    }

    [Fact]
    public void An_exit_by_a_stop_goes_to_the_market_after_one_price()
    {
        var run = Run(["enter"], settings: ["stop-loss=1"], At(100), Down(100, 99), At(98), At(97), At(96), At(95));

        run.Engine.Ledger.Closed.Should().ContainSingle().Which.Exit.Price.Should().Be(96m);
    }

    [Fact]
    public void A_sale_is_filled_at_its_limit_when_the_market_trades_above_it()
    {
        var run = Run(["enter", "", "leave"], At(100), Down(100, 99), At(98), new Candle(180, 98, 98.1, 97, 97, 1, 1));

        var exit = run.Engine.Ledger.Closed.Should().ContainSingle().Subject.Exit;
        (exit.Price, exit.Fee.Worth).Should().Be((98m, 0.098m));
    }

    [Fact]
    public void The_price_is_rounded_to_the_tick_never_to_the_traders_disfavour()
    {
        Backtests.Bitcoin.RoundInFavour(Side.Buy, 100.19m).Should().Be(100.1m);
        Backtests.Bitcoin.RoundInFavour(Side.Sell, 100.11m).Should().Be(100.2m);
        Backtests.Bitcoin.RoundInFavour(Side.Buy, 0.01m).Should().Be(0.1m, "a price is one tick at least");
    }

    [Fact]
    public void Within_a_candle_what_came_before_the_entry_does_not_close_the_trade()
    {
        // Open 100, high 120, low 95: the high may have been before the entry at 99.9, so the target at 109.9 is not believed.
        var run = Run(
            ["enter"], settings: ["take-profit=10", "exits=intrabar"], patience: 9,
            At(99.9), new Candle(60, 100, 120, 95, 96, 1, 1));

        run.Engine.Ledger.Open.Should().ContainSingle().Which.Entry.Price.Should().Be(99.9m);
        run.Engine.Ledger.Closed.Count.Should().Be(0);
    }

    [Fact]
    public void Within_a_candle_a_stop_below_the_limit_is_reached_after_the_entry()
    {
        var run = Run(
            ["enter"], settings: ["stop-loss=2", "exits=intrabar"], patience: 9,
            At(100), new Candle(60, 100, 101, 95, 96, 1, 1), new Candle(120, 96, 99, 96, 98.5, 1, 1));

        var trade = run.Engine.Ledger.Closed.Should().ContainSingle().Subject;
        (trade.Entry.Price, trade.Exit.Price).Should().Be((100m, 98m), "the exit rests at the stop and the market comes back");
    }

    private static Candle At(double price) => new(0, price, price, price, price, 1, 1);

    private static Candle Down(double open, double low) => new(0, open, open, low, low, 1, 1);

    private static BacktestRun Run(string[] words, params Candle[] candles) => Run(words, patience: 1, candles);

    private static BacktestRun Run(string[] words, int patience, params Candle[] candles) =>
        Run(words, OrderStyle.Limit, patience, candles);

    private static BacktestRun Run(string[] words, OrderStyle style, int patience, params Candle[] candles) =>
        Run(words, [], style, patience, candles);

    private static BacktestRun Run(string[] words, string[] settings, params Candle[] candles) =>
        Run(words, settings, OrderStyle.Limit, 1, candles);

    private static BacktestRun Run(string[] words, string[] settings, int patience, params Candle[] candles) =>
        Run(words, settings, OrderStyle.Limit, patience, candles);

    private static BacktestRun Run(string[] words, string[] settings, OrderStyle style, int patience, Candle[] candles)
    {
        var setup = Backtests.Setup(SayingStrategy.Of(words), minutes: 1, settings) with
        {
            Sizing = new Core.Risk.Sizing.FixedVolume(1, "XBT"),
            Limits = new RiskLimits(1),
            Placing = new OrderPlacing(style, TimeSpan.FromMinutes(patience)),
        };
        var inOrder = candles.Select((c, i) => new Candle(i * 60L, c.Open, c.High, c.Low, c.Close, c.Volume, c.TradeCount));
        return Backtests.Run(setup, inOrder.ToArray(), Fills);
    }
}
