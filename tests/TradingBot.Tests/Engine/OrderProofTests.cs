using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Core.Risk;
using TradingBot.Core.Risk.Breakers;

namespace TradingBot.Tests.Engine;

/// <summary>What proves that an order does not exist, and what may be sent when; each case by itself.</summary>
public class OrderProofTests
{
    private static readonly DateTime Start = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);

    private readonly Trader _trader = new(
        Backtests.Setup(EagerStrategy.Definition, 1, "take-profit=10") with { Limits = new RiskLimits(2) },
        new OrderRules(),
        new BreakerLimits { DataAge = null, PriceJump = null },
        new SessionStart(Start, Guid.Empty, null, null, []));

    private DateTime _now = Start;
    private long _trade;

    private bool IsProvedAbsent => _trader.Changes.Any(change => change.Attempt.State == OrderState.Rejected);

    [Fact]
    public void No_two_bots_orders_or_attempts_share_an_id()
    {
        Guid[] bots = [Guid.Empty, new("00000000-0000-0000-0000-00000000b07a")];

        bots.SelectMany(bot => new[] { ClientOrderId.Of(bot, 1, 1), ClientOrderId.Of(bot, 1, 2), ClientOrderId.Of(bot, 2, 1) })
            .Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void An_order_is_waited_for_until_its_deadline_and_a_margin_are_over()
    {
        Decide();

        After(9);
        _trader.Unsettled.Single().State.Should().Be(OrderState.Sending);
        After(1);
        _trader.Unsettled.Single().State.Should().Be(OrderState.Unknown);
    }

    [Fact]
    public void An_end_whose_totals_are_below_what_was_told_fill_by_fill_is_asked_for_again()
    {
        var submit = Decide();
        var fill = new Execution("T1", 0.001m, 100, Fee: 0.0001m, IsMaker: false);
        var canceled = new OrderReport("O1", ReportedStatus.Canceled, Filled: 0, Cost: 0, Fee: 0, Reason: null, fill);

        Happen(new EngineEvent.OrderReported(_now, submit.Id, canceled));
        _trader.Unsettled.Should().ContainSingle("0.001 has traded, and these totals do not have it");

        NextLook().List.Should().Be(OrderList.ById);
        Happen(Report(submit.Id, filled: 0.001m, ReportedStatus.Canceled));
        _trader.Unsettled.Should().BeEmpty();
    }

    [Fact]
    public void One_clean_round_is_not_enough_however_late_it_comes()
    {
        Lose(Decide());
        IsOnline(false);
        After(100);
        IsOnline(true);

        Miss(NextLook());
        IsProvedAbsent.Should().BeFalse();
        Miss(NextLook());
        IsProvedAbsent.Should().BeTrue();
    }

    [Fact]
    public void After_a_look_that_failed_two_more_rounds_must_be_clean()
    {
        var submit = Lose(Decide());
        Miss(NextLook());
        var failed = NextLook(after: 70);
        Happen(new EngineEvent.LookFailed(_now, submit.Id, failed.Look, "timeout"));

        Miss(NextLook());
        IsProvedAbsent.Should().BeFalse();
        Miss(NextLook());
        IsProvedAbsent.Should().BeTrue();
    }

    [Fact]
    public void A_round_in_which_the_exchange_was_away_for_a_moment_proves_nothing()
    {
        Lose(Decide());
        Miss(NextLook());
        var doubtful = NextLook(after: 70);
        IsOnline(false);
        IsOnline(true);

        Miss(doubtful);
        IsProvedAbsent.Should().BeFalse();
    }

    [Fact]
    public void An_answer_to_a_look_that_was_given_up_is_not_taken_for_one_to_the_look_after_it()
    {
        var submit = Lose(Decide());
        var old = NextLook();
        NextLook(after: 61);

        Happen(new EngineEvent.OrderNotFound(_now, submit.Id, old.Look)).Should().BeEmpty();
    }

    [Fact]
    public void An_order_that_was_proved_absent_is_watched_and_stops_new_trades_when_it_shows_up()
    {
        var submit = Lose(Decide());
        Miss(NextLook(after: 80));
        Miss(NextLook());
        IsProvedAbsent.Should().BeTrue();

        Happen(Report(submit.Id, 0, ReportedStatus.Canceled));

        _trader.Surprises.Should().ContainSingle();
        _trader.Breakers.Tripped.Should().ContainSingle().Which.Name.Should().Be(BreakerPanel.Alarm);
    }

    [Fact]
    public void An_order_that_the_exchange_has_shown_is_not_refused_any_more()
    {
        var submit = Decide();
        Happen(Report(submit.Id, 0, ReportedStatus.Open));

        Happen(new EngineEvent.OrderRejected(_now, submit.Id, "EOrder:Insufficient funds", MayBeRepeated: false));

        _trader.Unsettled.Should().ContainSingle().Which.State.Should().Be(OrderState.Accepted);
    }

    [Fact]
    public void Not_even_an_exit_is_sent_while_it_is_unknown_whether_an_order_exists()
    {
        Happen(Report(Decide().Id, 0.002m, ReportedStatus.Filled));
        var lost = Lose(Decide());

        Happen(new EngineEvent.OperatorAsked(_now, OperatorCommand.Flatten))
            .OfType<OrderCommand.Submit>().Should().BeEmpty();
        Enumerable.Range(0, 5).SelectMany(_ => After(1)).OfType<OrderCommand.Submit>().Should().BeEmpty();
        Happen(Report(lost.Id, 0, ReportedStatus.Canceled)).OfType<OrderCommand.Submit>().Should().ContainSingle()
            .Which.Order.Side.Should().Be(Side.Sell);
    }

    [Theory]
    [InlineData(110, 1)]
    [InlineData(121, 0)]
    public void An_entry_waits_two_minutes_for_the_exchange_and_is_then_not_sent_any_more(int seconds, int orders)
    {
        IsOnline(false);
        CloseCandle(price: 100).Should().BeEmpty("the exchange is away");
        After(seconds).OfType<OrderCommand.Submit>().Should().BeEmpty();

        IsOnline(true).OfType<OrderCommand.Submit>().Should().HaveCount(orders);
    }

    [Fact]
    public void An_exit_waits_for_the_exchange_however_long_it_is_away()
    {
        Happen(Report(Decide().Id, 0.002m, ReportedStatus.Filled));
        IsOnline(false);
        CloseCandle(price: 120);
        After(600);

        IsOnline(true).OfType<OrderCommand.Submit>().Should().ContainSingle()
            .Which.Order.Side.Should().Be(Side.Sell);
    }

    [Fact]
    public void An_event_that_comes_late_does_not_set_the_clock_back()
    {
        Print(100);
        Happen(new EngineEvent.TimerFired(_now.AddMinutes(10)));

        var submit = Happen(new EngineEvent.Elapsed(_now.AddMinutes(1))).OfType<OrderCommand.Submit>().Single();

        submit.Deadline.Should().Be(_now.AddMinutes(10).AddSeconds(8));
    }

    [Fact]
    public void The_search_begins_a_minute_before_the_order_was_sent_because_clocks_differ()
    {
        var submit = Lose(Decide());
        var sentAt = _trader.Unsettled.Single().SentAt;

        var look = NextLook();

        (look.Id, look.Since).Should().Be((submit.Id, sentAt.AddSeconds(-60)));
    }

    [Fact]
    public void An_accepted_order_that_is_not_found_is_asked_for_again_only_after_a_pause()
    {
        var submit = Decide();
        Happen(new EngineEvent.OrderAccepted(_now, submit.Id, "O1"));
        var look = NextLook();

        Happen(new EngineEvent.OrderNotFound(_now, look.Id, look.Look)).OfType<OrderCommand.Find>().Should().BeEmpty();
        After(0.5).OfType<OrderCommand.Find>().Should().BeEmpty("each look takes a call of the account's allowance");
        NextLook().List.Should().Be(OrderList.ById);
    }

    private OrderCommand.Submit Decide() => CloseCandle(price: 100).OfType<OrderCommand.Submit>().Single();

    private IReadOnlyList<OrderCommand> CloseCandle(double price)
    {
        Print(price);
        _now = _now.AddMinutes(1);
        return Happen(new EngineEvent.Elapsed(_now));
    }

    private void Print(double price) =>
        Happen(new EngineEvent.TradePrinted(new Trade(++_trade, _now, price, Volume: 1, Side.Buy)));

    private OrderCommand.Submit Lose(OrderCommand.Submit submit)
    {
        Happen(new EngineEvent.OutcomeUnknown(_now, submit.Id, "timeout"));
        return submit;
    }

    private IReadOnlyList<OrderCommand> IsOnline(bool isOnline) => Happen(
        new EngineEvent.ModeChanged(_now, isOnline ? ExchangeMode.Online : ExchangeMode.Maintenance));

    /// <summary>The next question for an order; after so many seconds at the earliest.</summary>
    private OrderCommand.Find NextLook(double after = 1)
    {
        var commands = After(after);
        while (!commands.OfType<OrderCommand.Find>().Any())
            commands = After(1);
        return commands.OfType<OrderCommand.Find>().Single();
    }

    /// <summary>Neither the open nor the closed orders have it.</summary>
    private void Miss(OrderCommand.Find open)
    {
        var closed = Happen(new EngineEvent.OrderNotFound(_now, open.Id, open.Look)).OfType<OrderCommand.Find>().Single();
        Happen(new EngineEvent.OrderNotFound(_now, open.Id, closed.Look));
    }

    private EngineEvent.OrderReported Report(Guid id, decimal filled, ReportedStatus status) =>
        new(_now, id, new OrderReport($"O{id}", status, filled, filled * 100, Fee: filled, Reason: null));

    private IReadOnlyList<OrderCommand> After(double seconds)
    {
        _now = _now.AddSeconds(seconds);
        return Happen(new EngineEvent.TimerFired(_now));
    }

    private IReadOnlyList<OrderCommand> Happen(EngineEvent happened)
    {
        _trader.Process(happened);
        return [.. _trader.Commands];
    }
}
