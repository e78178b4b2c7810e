using TradingBot.Core.Accounts;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Core.Risk;
using TradingBot.Core.Risk.Breakers;
using TradingBot.Core.Strategies;

namespace TradingBot.Tests.Engine;

/// <summary>A turn from long to short, step by step: what is open is closed first, whatever becomes of that.</summary>
public class ReversalTests
{
    private static readonly DateTime Start = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);
    private int _candles;

    [Fact]
    public void The_entry_goes_out_once_the_exit_is_over_and_not_before()
    {
        var trader = Bought("short");

        var exit = Close(trader).Should().ContainSingle().Which;
        (exit.Order.Purpose, exit.Order.Side, exit.Order.IsOnMargin).Should().Be((OrderPurpose.Close, Side.Sell, false));
        Happens(trader, new EngineEvent.OrderAccepted(Now, exit.Id, "O2")).Should().BeEmpty();

        var entry = Fill(trader, exit).Should().ContainSingle().Which;
        (entry.Order.Purpose, entry.Order.Side, entry.Order.Intent.Leverage).Should().Be((OrderPurpose.Open, Side.Sell, 2));
        Fill(trader, entry).Should().BeEmpty();
        trader.Engine.Ledger.Open.Should().ContainSingle().Which.IsShort.Should().BeTrue();
        trader.Engine.Ledger.Held.Should().Be(-0.002m);
    }

    [Fact]
    public void An_exit_that_was_unknown_and_is_found_filled_is_followed_by_the_entry()
    {
        var trader = Bought("short");
        var exit = Close(trader)[0];

        Happens(trader, new EngineEvent.OutcomeUnknown(Now, exit.Id, "timeout")).Should().BeEmpty();
        Happens(trader, new EngineEvent.TimerFired(Now)).Should().BeEmpty();

        Fill(trader, exit).Should().ContainSingle().Which.Order.Purpose.Should().Be(OrderPurpose.Open);
    }

    [Fact]
    public void A_halt_while_the_exit_is_on_its_way_ends_the_turn()
    {
        var trader = Bought("short");
        var exit = Close(trader)[0];

        Happens(trader, new EngineEvent.OperatorAsked(Now, OperatorCommand.Halt));
        Fill(trader, exit).Should().BeEmpty();
        Happens(trader, new EngineEvent.OperatorAsked(Now, OperatorCommand.Resume)).Should().BeEmpty();

        Close(trader).Should().BeEmpty("the signal is over");
        trader.Engine.Ledger.Open.Should().BeEmpty();
    }

    [Theory]
    [InlineData("leave", 0)]
    [InlineData("enter", 1)]
    public void A_contrary_signal_while_the_exit_is_on_its_way_ends_the_turn(string word, int entries)
    {
        var trader = Bought("short", word);
        var exit = Close(trader)[0];

        Close(trader).Should().BeEmpty("orders go out one at a time");
        var next = Fill(trader, exit);

        next.Select(submit => submit.Order.Side).Should().Equal(Enumerable.Repeat(Side.Buy, entries));
    }

    [Fact]
    public void An_exit_that_is_refused_is_tried_again_at_the_next_candle_and_the_entry_waits_for_it()
    {
        var trader = Bought("short", "", "");
        var exit = Close(trader)[0];

        Happens(trader, new EngineEvent.OrderRejected(Now, exit.Id, "no", MayBeRepeated: false)).Should().BeEmpty();
        var again = Close(trader).Should().ContainSingle().Which;

        again.Order.Purpose.Should().Be(OrderPurpose.Close);
        Fill(trader, again).Should().ContainSingle().Which.Order.Purpose.Should().Be(OrderPurpose.Open);
    }

    [Fact]
    public void An_entry_of_the_other_side_that_rests_is_taken_back_first_and_what_it_bought_is_sold()
    {
        var trader = NewTrader(OrderStyle.Limit, "enter", "short");
        var entry = Close(trader)[0];
        Happens(trader, new EngineEvent.OrderAccepted(Now, entry.Id, "O1"));

        Close(trader).Should().BeEmpty();
        trader.Commands.OfType<OrderCommand.Cancel>().Should().ContainSingle().Which.Id.Should().Be(entry.Id);

        var exit = Happens(trader, new EngineEvent.OrderReported(Now, entry.Id, new OrderReport(
            "O1", ReportedStatus.Canceled, Filled: 0.001m, Cost: 0.1m, Fee: 0, "user requested")))
            .Should().ContainSingle().Which;
        (exit.Order.Purpose, exit.Order.Side, exit.Order.Volume).Should().Be((OrderPurpose.Close, Side.Sell, 0.001m));
        var turned = Fill(trader, exit).Should().ContainSingle().Which;
        (turned.Order.Purpose, turned.Order.Side).Should().Be((OrderPurpose.Open, Side.Sell));
    }

    private DateTime Now => Start.AddMinutes(_candles);

    private Trader Bought(params string[] words)
    {
        var trader = NewTrader(OrderStyle.Market, ["enter", .. words, ""]);
        Fill(trader, Close(trader)[0]).Should().BeEmpty();
        return trader;
    }

    private static Trader NewTrader(OrderStyle style, params string[] words)
    {
        var strategy = new StrategyDefinition(
            "scripted",
            "says what the test says",
            [StrategyParameter.Price("close"), .. ExitParameters.Declare()],
            (_, _) => new Script(new Queue<string>(words)));
        var setup = Backtests.Setup(strategy) with
        {
            ShortTerms = new ShortTerms(Leverage: 2, OpeningRate: 0, RolloverRate: 0),
            Limits = new RiskLimits(2),
            Placing = new OrderPlacing(style, TimeSpan.FromMinutes(10)),
        };
        return new Trader(
            setup,
            new OrderRules(),
            new BreakerLimits { DataAge = null },
            new SessionStart(Start, Guid.Empty, Engine: null, Breakers: null, []));
    }

    /// <summary>Closes the next candle.</summary>
    private List<OrderCommand.Submit> Close(Trader trader)
    {
        var candle = Candle.Flat(new DateTimeOffset(Start).ToUnixTimeSeconds() + _candles++ * 60L, 100);
        return Happens(trader, new EngineEvent.CandleClosed(candle.OpenTime, candle));
    }

    private List<OrderCommand.Submit> Fill(Trader trader, OrderCommand.Submit submit) =>
        Happens(trader, new EngineEvent.OrderReported(Now, submit.Id, new OrderReport(
            $"O{submit.Order.Number}", ReportedStatus.Filled, submit.Order.Volume, submit.Order.Volume * 100, Fee: 0, Reason: null)));

    private static List<OrderCommand.Submit> Happens(Trader trader, EngineEvent happened)
    {
        trader.Process(happened);
        return [.. trader.Commands.OfType<OrderCommand.Submit>()];
    }
}
