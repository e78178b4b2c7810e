using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Risk;
using TradingBot.Core.Risk.Sizing;

namespace TradingBot.Tests.Engine;

/// <summary>Purchases whose fee is taken out of what they buy: lots of 0.01, 0.05 at least, a fee of 1.5 %.</summary>
public class BaseFeeTests
{
    private static readonly Instrument Coarse = Backtests.Bitcoin with { LotStep = 0.01m, MinimumVolume = 0.05m };

    [Fact]
    public void What_is_left_of_a_purchase_is_sold_rounded_down_to_the_lot_and_the_rest_stays_beside_the_trades()
    {
        var engine = new TradingEngine(Setup("enter", "leave", "enter"));
        Fill(engine, engine.Process(Minute(0))[0], Fee.InBase(0.015m, 100));

        var exit = engine.Process(Minute(1))[0];

        exit.Volume.Should().Be(0.98m);
        Fill(engine, exit, fee: 1).Length.Should().Be(0, "no order can sell 0.005");
        (engine.Ledger.Open.Count, engine.Ledger.Dust, engine.Ledger.Residue).Should().Be((0, 0, 0.005m));
        engine.Process(Minute(2))[0].Purpose.Should().Be(OrderPurpose.Open, "what is left over takes no trade's place");
    }

    [Fact]
    public void A_later_trade_does_not_sell_what_earlier_ones_left_over()
    {
        var engine = new TradingEngine(Setup("enter", "leave", "enter", "leave"));
        for (var i = 0; i < 2; i++)
        {
            Fill(engine, engine.Process(Minute(i * 2))[0], Fee.InBase(0.015m, 100));
            var exit = engine.Process(Minute((i * 2) + 1))[0];
            exit.Volume.Should().Be(0.98m);
            Fill(engine, exit, fee: 1);
        }

        (engine.Ledger.Held, engine.Ledger.Residue).Should().Be((0.01m, 0.01m));
    }

    [Fact]
    public void A_purchase_that_its_fee_makes_smaller_than_an_order_may_be_stays_and_takes_no_trades_place()
    {
        var smallest = new FixedVolume(0.05m, "XBT");
        var engine = new TradingEngine(Setup("enter", "leave", "enter") with { Sizing = smallest });
        Fill(engine, engine.Process(Minute(0))[0], Fee.InBase(0.00075m, 100));

        engine.Ledger.Dust.Should().Be(1);
        engine.Process(Minute(1)).Length.Should().Be(0, "it cannot be sold");
        engine.Process(Minute(2))[0].Purpose.Should().Be(OrderPurpose.Open);
    }

    [Fact]
    public void A_part_that_is_left_of_a_sale_is_sold_after_it_to_the_lot()
    {
        var engine = new TradingEngine(Setup("enter", "leave"));
        Fill(engine, engine.Process(Minute(0))[0], Fee.InBase(0.015m, 100));
        var exit = engine.Process(Minute(1))[0];

        var rest = Fill(engine, exit, fee: 0, volume: 0.5m)[0];

        rest.Volume.Should().Be(0.48m);
        Fill(engine, rest, fee: 0);
        (engine.Ledger.Open.Count, engine.Ledger.Held).Should().Be((0, 0.005m));
        engine.Ledger.Closed.Sum(part => part.Entry.Fee.Base).Should().Be(0.015m);
    }

    [Fact]
    public void A_sale_asks_for_no_more_than_is_held_after_one_that_paid_in_base()
    {
        var setup = Setup("enter", "enter", "leave") with { Limits = new RiskLimits(2) };
        var engine = new TradingEngine(setup);
        Fill(engine, engine.Process(Minute(0))[0], fee: 0);
        Fill(engine, engine.Process(Minute(1))[0], fee: 0);
        var exits = engine.Process(Minute(2)).ToArray();
        Fill(engine, exits[0], Fee.InBase(0.015m, 100));
        engine.Process(OrderOutcome.Rejected(exits[1].Number, "EOrder:Insufficient funds"));

        var again = engine.Process(Minute(3))[0];

        again.Volume.Should().Be(0.98m, "0.985 is held");
        Fill(engine, again, fee: 0).Length.Should().Be(0, "0.005 is left of the holdings");
        engine.Process(Minute(4)).Length.Should().Be(0);
        engine.Ledger.Held.Should().Be(0.005m);
    }

    [Fact]
    public void A_session_that_is_restored_sells_what_is_left_of_the_purchase()
    {
        var first = new TradingEngine(Setup("enter"));
        Fill(first, first.Process(Minute(0))[0], Fee.InBase(0.015m, 100) + Fee.InAsset("BNB", 1, worth: 2));
        var state = first.State();
        state.Held().Should().Be(0.985m);

        var second = new TradingEngine(Setup("leave"));
        second.Restore(state);

        second.State().Should().BeEquivalentTo(state);
        second.Ledger.PaidInOthers.Should().Be(2);
        second.Process(Minute(1))[0].Volume.Should().Be(0.98m);
    }

    [Fact]
    public void A_session_that_is_restored_still_holds_what_no_order_can_sell()
    {
        var first = new TradingEngine(Setup("enter", "leave"));
        Fill(first, first.Process(Minute(0))[0], Fee.InBase(0.015m, 100));
        Fill(first, first.Process(Minute(1))[0], fee: 1);

        var second = new TradingEngine(Setup());
        second.Restore(first.State());

        (second.Ledger.Open.Count, second.Ledger.Held, second.Ledger.Residue).Should().Be((0, 0.005m, 0.005m));
        second.State().Should().BeEquivalentTo(first.State());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_backtest_and_its_exchange_agree_on_what_is_left_to_sell(bool rests)
    {
        var setup = Backtests.Setup("sma-cross", 1, "fast=2", "slow=4") with
        {
            Placing = rests ? new OrderPlacing(OrderStyle.Limit, TimeSpan.FromMinutes(3)) : OrderPlacing.AtTheMarket,
        };
        var candles = Backtests.Synthetic(5_000);

        var run = Backtests.Run(setup, candles, Backtests.Fills(fee: 0.01m) with { BuysPayInBase = true });

        var ledger = run.Engine.Ledger;
        ledger.Closed.Count.Should().BeGreaterThan(100);
        run.Engine.Rejections.Should().Be(0);
        (run.Exchange.Cash, run.Exchange.Held).Should().Be((ledger.Cash, ledger.Held));
        ledger.Closed.Should().OnlyContain(trade => trade.Entry.Fee.Base == 0.00002m && trade.Exit.Volume == 0.00198m);
    }

    private static EngineSetup Setup(params string[] words) => Backtests.Setup(SayingStrategy.Of(words)) with
    {
        Instrument = Coarse,
        Sizing = new FixedVolume(1, "XBT"),
    };

    private static Candle Minute(int minute) => new(minute * 60L, 100, 100, 100, 100, 1, 1);

    private static OrderRequest[] Fill(TradingEngine engine, OrderRequest order, Fee fee, decimal? volume = null)
    {
        var filled = volume ?? order.Volume;
        var fill = new Fill(0, 100, filled, 100 * filled, fee);
        return engine.Process(OrderOutcome.Filled(order.Number, in fill)).ToArray();
    }
}
