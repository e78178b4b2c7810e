using TradingBot.Core;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Risk;
using TradingBot.Core.Risk.Sizing;
using TradingBot.Core.Strategies;

namespace TradingBot.Tests.Engine;

public class TradingEngineTests
{
    private static readonly StrategyDefinition AlwaysEnter = new(
        "always", "enters on every candle", [StrategyParameter.Price("close"), .. ExitParameters.Declare()], (_, _) => new Eager());

    [Fact]
    public void A_rejected_entry_leaves_no_trade_behind()
    {
        var engine = new TradingEngine(Backtests.Setup(AlwaysEnter));
        var order = engine.Process(Minute(0))[0];

        engine.Process(OrderOutcome.Rejected(order.Number, "EOrder:Insufficient funds"));

        engine.Ledger.Open.Should().BeEmpty();
        (engine.Pending.Count, engine.Rejections, engine.LastRejection).Should().Be((0, 1, "EOrder:Insufficient funds"));
        engine.Process(Minute(1)).Length.Should().Be(1, "the next signal tries again");
    }

    [Fact]
    public void A_rejected_exit_keeps_the_trade_open_and_is_tried_again()
    {
        var engine = new TradingEngine(Backtests.Setup(AlwaysEnter, minutes: 1, "stop-loss=1"));
        Fill(engine, engine.Process(Minute(0))[0], price: 200);
        var exit = engine.Process(Minute(1))[0];
        exit.Purpose.Should().Be(OrderPurpose.Close);
        engine.Process(Minute(2)).Length.Should().Be(0, "an exit on its way is not sent twice");

        engine.Process(OrderOutcome.Rejected(exit.Number, "EService:Busy"));

        engine.Ledger.Open.Should().HaveCount(1);
        engine.Process(Minute(3))[0].Purpose.Should().Be(OrderPurpose.Close);
    }

    [Fact]
    public void An_answer_to_an_order_that_was_never_sent_is_a_bug()
    {
        var engine = new TradingEngine(Backtests.Setup(AlwaysEnter));

        FluentActions.Invoking(() => engine.Process(OrderOutcome.Rejected(7, "what?"))).Should().Throw<InvariantViolatedException>();
    }

    [Fact]
    public void Orders_on_their_way_count_towards_the_trades_open_at_once()
    {
        var engine = new TradingEngine(Backtests.Setup(AlwaysEnter) with { Limits = new RiskLimits(2) });

        var sent = Enumerable.Range(0, 5).Sum(i => engine.Process(Minute(i)).Length);

        sent.Should().Be(2);
        engine.Refused(Refusal.TooManyTrades).Should().Be(3);
    }

    [Fact]
    public void Money_on_its_way_cannot_be_spent_twice()
    {
        var setup = Backtests.Setup(AlwaysEnter) with { Limits = new RiskLimits(2), Sizing = new QuoteAmount(600, "USD"), Cash = 1_000 };
        var engine = new TradingEngine(setup);

        var first = engine.Process(Minute(0))[0];
        var second = engine.Process(Minute(1))[0];

        first.Volume.Should().Be(6);
        second.Volume.Should().BeLessThan(4, "about 392 are left for it, fee and reserve taken off");
        (first.Reserved + second.Reserved).Should().BeLessThanOrEqualTo(1_000);
    }

    [Fact]
    public void Money_held_back_for_an_order_that_was_refused_may_be_spent_again()
    {
        var setup = Backtests.Setup(AlwaysEnter) with
        {
            Limits = new RiskLimits(2),
            Sizing = new QuoteAmount(600, "USD"),
            Cash = 1_500,
        };
        var engine = new TradingEngine(setup);
        var first = engine.Process(Minute(0))[0];
        engine.Process(Minute(1))[0].Volume.Should().Be(6, "it is still on its way when the first is refused");

        engine.Process(OrderOutcome.Rejected(first.Number, "EOrder:Insufficient funds"));

        engine.Process(Minute(2))[0].Volume.Should().Be(6);
    }

    [Fact]
    public void A_trailing_stop_follows_the_highest_price_of_the_session_before()
    {
        var engine = new TradingEngine(Backtests.Setup(Silent, 1, "trailing-stop=5") with { TradeFrom = 0 });
        var entry = new Fill(0, Price: 100, Volume: 0.002m, Cost: 0.2m, Fee: 0);
        engine.Restore(new EngineState(1_000, 999.8m, LastOrder: 1, [new TradeState(1, entry, "up", Highest: 120)]));

        engine.Process(Candle.Flat(60, 113)).Length.Should().Be(1, "5 % below 120 is 114");
    }

    [Fact]
    public void With_hardly_any_money_nothing_is_sent()
    {
        var engine = new TradingEngine(Backtests.Setup(AlwaysEnter) with { Cash = 0.001m });

        engine.Process(Minute(0)).Length.Should().Be(0);
        engine.Refused(Refusal.InsufficientFunds).Should().Be(1, "it is the money that is lacking, not the size");
    }

    [Fact]
    public void Warm_up_candles_are_seen_but_not_traded()
    {
        var engine = new TradingEngine(Backtests.Setup(AlwaysEnter) with { TradeFrom = 120 });

        Enumerable.Range(0, 4).Select(i => engine.Process(Minute(i)).Length).Should().Equal(0, 0, 1, 0);
    }

    private static Candle Minute(int index) => Candle.Flat(index * 60L, 100);

    private static void Fill(TradingEngine engine, OrderRequest order, decimal price) => engine.Process(
        OrderOutcome.Filled(order.Number, new Fill(0, price, order.Volume, price * order.Volume, Fee: 0)));

    private static StrategyDefinition Silent { get; } = new(
        "silent", "never decides", [StrategyParameter.Price("close"), .. ExitParameters.Declare()], (_, _) => new Quiet());

    private sealed class Quiet : IStrategy
    {
        public int WarmUp => 0;

        public Signal OnCandleClosed(in Candle candle) => Signal.None;
    }

    private sealed class Eager : IStrategy
    {
        public int WarmUp => 0;

        public Signal OnCandleClosed(in Candle candle) => Signal.Enter("always");
    }
}
