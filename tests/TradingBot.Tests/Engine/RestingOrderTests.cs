using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Core.Risk.Breakers;
using TradingBot.Core.Strategies;

namespace TradingBot.Tests.Engine;

/// <summary>Orders that rest and are taken back, step by step; the fault simulation mixes all of it from seeds.</summary>
public class RestingOrderTests
{
    private static readonly DateTime Start = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Words _words = new();
    private readonly Trader _trader;
    private readonly Dictionary<Guid, string> _names = [];
    private DateTime _now = Start;
    private double _price = 100;

    public RestingOrderTests()
    {
        var strategy = new StrategyDefinition(
            "words", "says what it is told", [StrategyParameter.Price("close"), .. ExitParameters.Declare()], (_, _) => _words);
        var setup = Backtests.Setup(strategy) with { Limits = new Core.Risk.RiskLimits(2), Placing = new OrderPlacing(OrderStyle.Limit, Patience) };
        _trader = new Trader(
            setup, new OrderRules(), new BreakerLimits { DataAge = null, PriceJump = null, OrderErrors = 1 },
            new SessionStart(Start, Guid.NewGuid(), null, null, []));
    }

    [Fact]
    public void It_is_placed_at_the_last_close_and_cancelled_after_its_patience()
    {
        var order = Placed(Signal.Enter("go"));
        (order.Intent.Style, order.Intent.Price).Should().Be((OrderStyle.Limit, 100m));

        After(29).OfType<OrderCommand.Cancel>().Should().BeEmpty();
        After(1).OfType<OrderCommand.Cancel>().Should().ContainSingle().Which.ExchangeId.Should().Be("O1");
    }

    [Fact]
    public void The_limits_of_an_entry_and_of_an_exit_are_rounded_to_the_tick_in_our_favour()
    {
        _price = 100.07;
        var entry = Placed(Signal.Enter("go"));
        Happen(Report(Id(entry), 0.002m, ReportedStatus.Filled));

        var exit = Placed(Signal.Leave("enough"));

        (entry.Intent.Price, exit.Intent.Price).Should().Be((100.0m, 100.1m));
    }

    [Fact]
    public void It_is_never_cancelled_before_its_acceptance_is_known()
    {
        var submit = Submitted(Signal.Enter("go"));
        Happen(new EngineEvent.OutcomeUnknown(_now, submit.Id, "timeout"));

        Enumerable.Range(0, 60).SelectMany(_ => After(1)).OfType<OrderCommand.Cancel>().Should().BeEmpty();
        Happen(Report(submit, 0, ReportedStatus.Open)).OfType<OrderCommand.Cancel>().Should().ContainSingle();
    }

    [Fact]
    public void A_cancel_is_sent_again_until_the_order_is_seen_to_be_over()
    {
        var order = Placed(Signal.Enter("go"));
        After(30);

        Happen(new EngineEvent.CancelAnswered(_now, Id(order), IsTaken: false, "timeout"));
        After(4).OfType<OrderCommand.Cancel>().Should().ContainSingle();
        Happen(new EngineEvent.CancelAnswered(_now, Id(order), IsTaken: true, ""));
        After(8).OfType<OrderCommand.Cancel>().Should().ContainSingle("its end has not been told");
        _trader.Unsettled.Should().ContainSingle();
    }

    [Fact]
    public void When_the_order_is_gone_its_end_is_asked_for_and_a_fill_that_won_the_race_counts()
    {
        var order = Placed(Signal.Enter("go"));
        After(30).OfType<OrderCommand.Find>().Should().ContainSingle("it is looked at now and then anyway");
        Happen(Report(Id(order), 0, ReportedStatus.Open));
        Happen(new EngineEvent.CancelAnswered(_now, Id(order), IsTaken: true, "EOrder:Unknown order"));

        After(2).OfType<OrderCommand.Find>().Should().ContainSingle().Which.List.Should().Be(OrderList.ById);
        Happen(Report(Id(order), 0.002m, ReportedStatus.Filled));

        _trader.Engine.Ledger.Open.Should().ContainSingle().Which.Entry.Volume.Should().Be(0.002m);
        _trader.Unsettled.Should().BeEmpty();
    }

    [Fact]
    public void A_cancelled_entry_is_tried_at_the_markets_price_and_then_given_up_without_counting_as_a_failure()
    {
        var first = Placed(Signal.Enter("go"));
        Print(103.25);
        After(30);
        var second = Happen(Report(Id(first), 0, ReportedStatus.Canceled)).OfType<OrderCommand.Submit>().Single();
        (second.Order.Intent.Price, second.Order.Number).Should().Be((103.2m, 2L), "it is another order, rounded down to the tick");
        Happen(new EngineEvent.OrderAccepted(_now, second.Id, "O2"));
        After(30);

        Happen(Report(second.Id, 0, ReportedStatus.Canceled)).Should().BeEmpty();
        (_trader.Engine.Pending.Count, _trader.Engine.Rejections, _trader.Breakers.IsTripped).Should().Be((0, 0L, false));
    }

    [Fact]
    public void A_cancelled_entry_with_a_part_filled_is_a_smaller_trade()
    {
        var order = Placed(Signal.Enter("go"));
        After(30);

        Happen(Report(Id(order), 0.0007m, ReportedStatus.Canceled)).Should().BeEmpty();

        _trader.Engine.Ledger.Open.Should().ContainSingle().Which.Entry.Volume.Should().Be(0.0007m);
    }

    [Fact]
    public void The_rest_of_a_cancelled_exit_follows_at_another_price_and_then_at_the_market()
    {
        Bought();
        var first = Placed(Signal.Leave("enough"));
        Print(95);
        After(30);
        var second = Happen(Report(Id(first), 0.0015m, ReportedStatus.Canceled)).OfType<OrderCommand.Submit>().Single();
        (second.Order.Volume, second.Order.Intent.Style, second.Order.Intent.Price).Should().Be((0.0005m, OrderStyle.Limit, 95m));
        Happen(new EngineEvent.OrderAccepted(_now, second.Id, "O3"));
        After(30);

        var third = Happen(Report(second.Id, 0, ReportedStatus.Canceled)).OfType<OrderCommand.Submit>().Single();
        (third.Order.Volume, third.Order.Intent.Style).Should().Be((0.0005m, OrderStyle.Market));
    }

    [Fact]
    public void An_exit_that_is_refused_because_it_would_not_rest_goes_to_the_market()
    {
        Bought();
        var exit = Submitted(Signal.Leave("enough"));

        var next = Happen(new EngineEvent.OrderRejected(_now, exit.Id, "EOrder:Post only order", MayBeRepeated: false));

        next.OfType<OrderCommand.Submit>().Should().ContainSingle().Which.Order.Intent.Style.Should().Be(OrderStyle.Market);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_entry_refused_because_it_would_not_rest_is_no_failure_that_stops_the_bot(bool wouldHaveTraded)
    {
        var entry = Submitted(Signal.Enter("go"));

        Happen(new EngineEvent.OrderRejected(_now, entry.Id, "EOrder:", MayBeRepeated: false, wouldHaveTraded));

        (_trader.Engine.Rejections, _trader.Breakers.IsTripped).Should().Be((1L, !wouldHaveTraded));
    }

    [Fact]
    public void To_flatten_takes_back_what_rests_and_sells_at_the_market()
    {
        Bought();
        var exit = Placed(Signal.Leave("enough"));

        Happen(new EngineEvent.OperatorAsked(_now, OperatorCommand.Flatten)).OfType<OrderCommand.Cancel>()
            .Should().ContainSingle();
        var next = Happen(Report(Id(exit), 0, ReportedStatus.Canceled));

        next.OfType<OrderCommand.Submit>().Should().ContainSingle().Which.Order.Intent.Style.Should().Be(OrderStyle.Market);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_entry_that_rests_is_taken_back_by_a_signal_to_leave_and_by_a_halt_and_not_tried_again(bool byHalt)
    {
        var order = Placed(Signal.Enter("go"));

        var commands = byHalt
            ? Happen(new EngineEvent.OperatorAsked(_now, OperatorCommand.Halt)).Concat(After(1))
            : Close(Signal.Leave("no more"));

        commands.OfType<OrderCommand.Cancel>().Should().ContainSingle();
        Happen(Report(Id(order), 0, ReportedStatus.Canceled)).Should().BeEmpty();
        _trader.Engine.Pending.Count.Should().Be(0);
    }

    [Fact]
    public void An_order_that_rests_does_not_hold_up_others()
    {
        Bought();
        Placed(Signal.Leave("enough"));

        Submitted(Signal.Enter("again")).Order.Purpose.Should().Be(OrderPurpose.Open);
    }

    /// <summary>A candle closes with this signal.</summary>
    private IReadOnlyList<OrderCommand> Close(Signal signal)
    {
        Print(_price);
        _words.Next = signal;
        _now = new DateTime(_now.Ticks / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute, DateTimeKind.Utc).AddMinutes(1);
        return Happen(new EngineEvent.Elapsed(_now));
    }

    private OrderCommand.Submit Submitted(Signal signal) => Close(signal).OfType<OrderCommand.Submit>().Single();

    private OrderRequest Placed(Signal signal)
    {
        var submit = Submitted(signal);
        Happen(new EngineEvent.OrderAccepted(_now, submit.Id, NameOf(submit.Id)));
        return submit.Order;
    }

    private void Bought() => Happen(Report(Submitted(Signal.Enter("go")), 0.002m, ReportedStatus.Filled));

    private void Print(double price)
    {
        _price = price;
        Happen(new EngineEvent.TradePrinted(new Trade(1, _now, price, Volume: 1, Side.Buy)));
    }

    private Guid Id(in OrderRequest order)
    {
        var number = order.Number;
        return _trader.Unsettled.Single(attempt => attempt.Number == number).Id;
    }

    private string NameOf(Guid id) => _names.TryGetValue(id, out var name) ? name : _names[id] = $"O{_names.Count + 1}";

    private EngineEvent.OrderReported Report(OrderCommand.Submit submit, decimal filled, ReportedStatus status) =>
        Report(submit.Id, filled, status);

    private EngineEvent.OrderReported Report(Guid id, decimal filled, ReportedStatus status) =>
        new(_now, id, new OrderReport(NameOf(id), status, filled, filled * 100, Fee: filled, Reason: null));

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

    private sealed class Words : IStrategy
    {
        public Signal Next { get; set; } = Signal.None;

        public int WarmUp => 0;

        public Signal OnCandleClosed(in Candle candle)
        {
            var signal = Next;
            Next = Signal.None;
            return signal;
        }
    }
}
