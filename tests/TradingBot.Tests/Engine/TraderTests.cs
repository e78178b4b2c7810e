using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Core.Risk.Breakers;

namespace TradingBot.Tests.Engine;

/// <summary>Order handling told step by step; the fault simulation mixes all of it from seeds.</summary>
public class TraderTests
{
    private static readonly DateTime Start = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);
    private readonly OrderRules _rules = new();
    private Trader _trader = New(start: null);
    private DateTime _now = Start;

    [Fact]
    public void An_order_goes_out_once_with_a_deadline_and_is_stored_as_sending_first()
    {
        var submit = Decide();

        submit.Deadline.Should().Be(_now + _rules.Deadline);
        _trader.Changes.Select(change => change.Attempt.State).Should().Equal(OrderState.Intended, OrderState.Sending);
        After(1).Should().BeEmpty();
        submit.Id.Should().Be(ClientOrderId.Of(Bot, order: 1, attempt: 1));
    }

    [Fact]
    public void Executions_fill_an_order_before_its_acceptance_is_answered()
    {
        var submit = Decide();

        Tell(id => new EngineEvent.OrderReported(_now, id, Report(0.002m, ReportedStatus.Filled, fee: null, new Execution("T1", 0.002m, 100, 0.01m, false))), submit);
        Tell(id => new EngineEvent.OrderAccepted(_now, id, "O1"), submit);

        var trade = _trader.Engine.Ledger.Open.Should().ContainSingle().Subject;
        (trade.Entry.Cost, trade.Entry.Fee.Worth, trade.Entry.Volume).Should().Be((0.2m, 0.01m, 0.002m));
    }

    [Fact]
    public void A_fill_that_is_told_twice_counts_once_and_a_missing_one_is_asked_for()
    {
        var submit = Decide();
        var half = new Execution("T1", 0.001m, 100, 0.01m, false);

        Tell(id => new EngineEvent.OrderReported(_now, id, Report(0.001m, ReportedStatus.Open, null, half)), submit);
        Tell(id => new EngineEvent.OrderReported(_now, id, Report(0.001m, ReportedStatus.Open, null, half)), submit);
        Tell(id => new EngineEvent.OrderReported(_now, id, Report(0.002m, ReportedStatus.Filled, null)), submit);

        _trader.Engine.Ledger.Open.Should().BeEmpty("half of the fee is not known");
        var find = After(60).OfType<OrderCommand.Find>().Should().ContainSingle().Subject;
        (find.List, find.ExchangeId).Should().Be((OrderList.ById, "O1"));
        Tell(id => new EngineEvent.OrderReported(_now, id, Report(0.002m, ReportedStatus.Filled, fee: 0.03m)), submit);
        _trader.Engine.Ledger.Fees.Should().Be(0.03m);
    }

    [Fact]
    public void An_unknown_order_blocks_new_ones_and_is_believed_absent_only_after_the_hiding_time()
    {
        var submit = Decide();
        Tell(id => new EngineEvent.OutcomeUnknown(_now, id, "timeout"), submit);
        _trader.Engine.IsHalted.Should().BeTrue();

        var rounds = new List<double>();
        OrderCommand.Submit? second = null;
        while (second is null)
        {
            var commands = After(1);
            second = commands.OfType<OrderCommand.Submit>().SingleOrDefault();
            if (commands.OfType<OrderCommand.Find>().SingleOrDefault() is not { } open)
                continue;
            open.List.Should().Be(OrderList.Open);
            rounds.Add((_now - submit.Deadline).TotalSeconds);
            var closed = Happen(new EngineEvent.OrderNotFound(_now, submit.Id, open.Look)).OfType<OrderCommand.Find>().Single();
            closed.List.Should().Be(OrderList.Closed, "an order that ends between the two looks is still seen");
            Happen(new EngineEvent.OrderNotFound(_now, submit.Id, closed.Look));
        }

        rounds.Should().HaveCountGreaterThanOrEqualTo(2).And.BeInAscendingOrder();
        rounds[0].Should().BeGreaterThanOrEqualTo(_rules.Margin.TotalSeconds);
        rounds[^1].Should().BeGreaterThanOrEqualTo(_rules.HiddenFor.TotalSeconds);
        second.Id.Should().Be(ClientOrderId.Of(Bot, order: 1, attempt: 2));
        (second.Order.Number, second.Order.Volume).Should().Be((submit.Order.Number, submit.Order.Volume));
    }

    [Fact]
    public void A_look_that_fails_begins_the_proof_again()
    {
        var submit = Decide();
        Tell(id => new EngineEvent.OutcomeUnknown(_now, id, "timeout"), submit);
        var isFirst = true;
        var sent = Enumerable.Range(0, 400).Any(_ =>
        {
            foreach (var find in After(1).OfType<OrderCommand.Find>().ToList())
            {
                Happen(isFirst
                    ? new EngineEvent.OrderNotFound(_now, submit.Id, find.Look)
                    : new EngineEvent.LookFailed(_now, submit.Id, find.Look, "timeout"));
                isFirst = !isFirst;
            }

            return _trader.Commands.OfType<OrderCommand.Submit>().Any();
        });

        sent.Should().BeFalse("no round has ever been clean");
    }

    [Fact]
    public void Maintenance_proves_nothing()
    {
        var submit = Decide();
        Tell(id => new EngineEvent.OutcomeUnknown(_now, id, "timeout"), submit);
        Happen(new EngineEvent.ModeChanged(_now, ExchangeMode.Maintenance));

        Enumerable.Range(0, 300).SelectMany(_ => After(1)).Should().BeEmpty();
    }

    [Fact]
    public void A_canceled_market_order_with_a_partial_fill_is_a_smaller_trade()
    {
        var submit = Decide();

        Tell(id => new EngineEvent.OrderReported(_now, id, Report(0.0007m, ReportedStatus.Canceled, fee: 0.01m)), submit);

        _trader.Engine.Ledger.Open.Should().ContainSingle().Which.Entry.Volume.Should().Be(0.0007m);
    }

    [Fact]
    public void An_exit_that_was_filled_in_part_is_followed_by_one_of_the_rest()
    {
        Fill(Decide());
        Happen(new EngineEvent.OperatorAsked(_now, OperatorCommand.Flatten));
        var exit = _trader.Commands.OfType<OrderCommand.Submit>().Single();

        Happen(new EngineEvent.OrderReported(_now, exit.Id, Report(0.0015m, ReportedStatus.Canceled, fee: 0.01m)));

        var rest = _trader.Commands.OfType<OrderCommand.Submit>().Single();
        (rest.Order.Volume, rest.Order.Intent.Trade).Should().Be((0.0005m, 1));
        _trader.Engine.Ledger.Closed.Should().ContainSingle().Which.Exit.Volume.Should().Be(0.0015m);
    }

    [Fact]
    public void A_rest_too_small_to_sell_stays_and_takes_no_trades_place()
    {
        Fill(Decide());
        Happen(new EngineEvent.OperatorAsked(_now, OperatorCommand.Flatten));
        var exit = _trader.Commands.OfType<OrderCommand.Submit>().Single();

        Happen(new EngineEvent.OrderReported(_now, exit.Id, Report(0.00199m, ReportedStatus.Canceled, fee: 0.01m)));

        _trader.Commands.Should().BeEmpty();
        _trader.Engine.Ledger.Held.Should().Be(0.00001m);
        Happen(new EngineEvent.OperatorAsked(_now, OperatorCommand.Resume));
        Decide().Order.Purpose.Should().Be(OrderPurpose.Open);
    }

    [Fact]
    public void A_sale_that_was_refused_is_tried_again_when_a_candle_closes_though_the_signal_is_gone()
    {
        Fill(Decide());
        Happen(new EngineEvent.OperatorAsked(_now, OperatorCommand.Flatten));
        var exit = _trader.Commands.OfType<OrderCommand.Submit>().Single();
        Happen(new EngineEvent.OperatorAsked(_now, OperatorCommand.Resume));
        Happen(new EngineEvent.OperatorAsked(_now, OperatorCommand.Halt));

        Tell(id => new EngineEvent.OrderRejected(_now, id, "EOrder:Insufficient funds", MayBeRepeated: false), exit);

        _trader.Commands.Should().BeEmpty();
        var again = Decide().Order;
        (again.Purpose, again.Intent.Reason).Should().Be((OrderPurpose.Close, exit.Order.Intent.Reason));
    }

    [Fact]
    public void An_entry_that_waits_for_its_next_attempt_is_not_sent_after_a_halt()
    {
        var submit = Decide();
        Tell(id => new EngineEvent.OrderRejected(_now, id, "EOrder:Rate limit exceeded", MayBeRepeated: true), submit);

        Happen(new EngineEvent.OperatorAsked(_now, OperatorCommand.Halt));

        After(60).Should().BeEmpty();
        _trader.Unsettled.Should().BeEmpty();
    }

    [Fact]
    public void The_kill_switch_does_not_call_off_a_sale_of_everything()
    {
        var entry = Decide();
        Happen(new EngineEvent.OperatorAsked(_now, OperatorCommand.Flatten));

        Happen(new EngineEvent.OperatorAsked(_now, OperatorCommand.Halt));
        Fill(entry);

        _trader.Commands.OfType<OrderCommand.Submit>().Should().ContainSingle()
            .Which.Order.Purpose.Should().Be(OrderPurpose.Close, "what was on its way is sold as well");
    }

    [Fact]
    public void A_sale_of_everything_that_is_refused_is_tried_again_a_minute_later()
    {
        Fill(Decide());
        Happen(new EngineEvent.OperatorAsked(_now, OperatorCommand.Flatten));
        var exit = _trader.Commands.OfType<OrderCommand.Submit>().Single();
        Tell(id => new EngineEvent.OrderRejected(_now, id, "EGeneral:Temporary lockout", MayBeRepeated: false), exit);

        After(59).Should().BeEmpty();
        After(1).OfType<OrderCommand.Submit>().Should().ContainSingle()
            .Which.Order.Purpose.Should().Be(OrderPurpose.Close);
        After(60).OfType<OrderCommand.Submit>().Should().BeEmpty("that one is on its way");
    }

    [Fact]
    public void A_new_process_asks_for_what_the_old_one_had_sent()
    {
        var submit = Decide();
        var stored = _trader.State(_now, Bot);

        _trader = New(stored with { Time = _now.AddMinutes(5) });
        _now = _now.AddMinutes(5);

        After(1).OfType<OrderCommand.Find>().Should().ContainSingle().Which.Id.Should().Be(submit.Id);
        _trader.Engine.IsHalted.Should().BeTrue();
    }

    [Fact]
    public void An_order_that_shows_up_after_it_was_proved_absent_stops_new_trades_for_a_person_to_look()
    {
        var submit = Decide();
        Tell(id => new EngineEvent.OrderRejected(_now, id, "EOrder:Insufficient funds", MayBeRepeated: false), submit);

        Tell(id => new EngineEvent.OrderReported(_now, id, Report(0.002m, ReportedStatus.Filled, fee: 0.1m)), submit);

        _trader.Surprises.Should().ContainSingle();
        _trader.Breakers.Tripped.Should().ContainSingle().Which.Name.Should().Be(BreakerPanel.Alarm);
    }

    [Theory]
    [InlineData(0.01, 5, false)]
    [InlineData(0.01004, 5, false)]
    [InlineData(0.02, 5, true)]
    [InlineData(0.01, 8, false)]
    [InlineData(0.01004, 8, true)]
    public void What_was_told_fill_by_fill_is_held_against_the_exchanges_own_account(
        double fee, int costDecimals, bool isSurprise)
    {
        _trader = New(start: null, costDecimals);
        var submit = Decide();
        var fill = new Execution("T1", 0.002m, 100, 0.01m, false);
        Tell(id => new EngineEvent.OrderReported(_now, id, Report(0.002m, ReportedStatus.Filled, fee: null, fill)), submit);

        After(9).Should().BeEmpty("lists lag behind");
        After(1).OfType<OrderCommand.Find>().Should().ContainSingle().Which.List.Should().Be(OrderList.ById);
        Tell(id => new EngineEvent.OrderReported(_now, id, Report(0.002m, ReportedStatus.Filled, (decimal)fee)), submit);

        _trader.Surprises.Count.Should().Be(isSurprise ? 1 : 0);
        _trader.Breakers.IsTripped.Should().Be(isSurprise);
        Enumerable.Range(0, 300).SelectMany(_ => After(1)).Should().BeEmpty("it is asked once where it is answered");
    }

    private static Guid Bot { get; } = new("00000000-0000-0000-0000-00000000b07a");

    private static Trader New(SessionStart? start, int costDecimals = 5)
    {
        var setup = Backtests.Setup(EagerStrategy.Definition);
        return new Trader(
            setup with { Instrument = setup.Instrument with { CostDecimals = costDecimals } },
            new OrderRules(),
            new BreakerLimits { DataAge = null },
            start ?? new SessionStart(Start, Bot, null, null, []));
    }

    private static OrderReport Report(decimal filled, ReportedStatus status, decimal? fee, Execution? execution = null) =>
        new("O1", status, filled, filled * 100, fee, Reason: null, execution);

    /// <summary>A candle closes and the strategy enters.</summary>
    private OrderCommand.Submit Decide()
    {
        Happen(new EngineEvent.TradePrinted(new Trade(1, _now, Price: 100, Volume: 1, Side.Buy)));
        _now = _now.AddMinutes(1);
        return Happen(new EngineEvent.Elapsed(_now)).OfType<OrderCommand.Submit>().Single();
    }

    private void Fill(OrderCommand.Submit submit) =>
        Tell(id => new EngineEvent.OrderReported(_now, id, Report(0.002m, ReportedStatus.Filled, fee: 0.01m)), submit);

    private void Tell(Func<Guid, EngineEvent> happened, OrderCommand.Submit submit) => Happen(happened(submit.Id));

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
