using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Core.Risk.Breakers;

namespace TradingBot.Tests.Engine;

/// <summary>The exchange has refused one copy of an order's request; another copy may have been let in.</summary>
public class RefusedCopyTests
{
    private const string Funds = "EOrder:Insufficient funds";
    private static readonly Guid Bot = Guid.NewGuid();
    private static readonly OrderPlacing Posting = new(OrderStyle.PostOnly, TimeSpan.FromSeconds(30));
    private static readonly CopyRefusal WouldHaveTraded = new(MayBeRepeated: false, WouldHaveTraded: true);
    private static readonly DateTime Start = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);
    private readonly List<AttemptRecord> _ended = [];
    private Trader _trader = New(OrderPlacing.AtTheMarket);
    private DateTime _now = Start;

    [Fact]
    public void Once_proved_absent_it_is_rejected_in_the_exchanges_words_and_not_repeated()
    {
        var submit = Decide();
        Refuse(submit, Funds, new CopyRefusal(MayBeRepeated: false, WouldHaveTraded: false));
        _trader.Outcomes.Should().BeEmpty("nothing is proved yet");

        var commands = AfterTheSearch(submit);

        commands.OfType<OrderCommand.Submit>().Should().BeEmpty();
        _trader.Changes.Single().Attempt.Should().BeEquivalentTo(new
        {
            State = OrderState.Rejected,
            Note = Funds + "; the exchange does not have the order",
            IsRefused = true,
        });
        _trader.Outcomes.Should().ContainSingle().Which.Rejection.Should().StartWith(Funds);
        _trader.Breakers.IsTripped.Should().BeTrue("one failure is the limit here");
        (_now - submit.Deadline).Should().BeGreaterThanOrEqualTo(new OrderRules().HiddenFor);
    }

    [Fact]
    public void Once_proved_absent_it_is_repeated_where_the_reason_passes()
    {
        var submit = Decide();
        Refuse(submit, "EAPI:Invalid nonce", new CopyRefusal(MayBeRepeated: true, WouldHaveTraded: false));

        var second = AfterTheSearch(submit).OfType<OrderCommand.Submit>().Single();

        second.Order.Number.Should().Be(submit.Order.Number);
        second.Id.Should().NotBe(submit.Id);
        _ended.Should().ContainSingle().Which.IsRefused.Should().BeFalse("the exchange may not show it in any state");
    }

    [Fact]
    public void A_copy_that_was_let_in_is_found_and_is_the_order()
    {
        var submit = Decide();
        Refuse(submit, "EAPI:Invalid nonce", new CopyRefusal(MayBeRepeated: true, WouldHaveTraded: false));

        Happen(new EngineEvent.OrderReported(
            _now, submit.Id, new OrderReport("O1", ReportedStatus.Filled, 0.002m, 0.2m, Fee: 0.01m, Reason: null)));

        _trader.Engine.Ledger.Open.Should().ContainSingle().Which.Entry.Volume.Should().Be(0.002m);
        _trader.Unsettled.Should().BeEmpty();
        Enumerable.Range(0, 300).SelectMany(_ => After(1)).OfType<OrderCommand.Submit>().Should().BeEmpty();
    }

    [Fact]
    public void One_that_was_to_rest_and_would_have_traded_is_priced_again_and_is_no_failure()
    {
        _trader = New(Posting);
        var submit = Decide();
        Refuse(submit, "EOrder:Post only order", WouldHaveTraded);

        AfterTheSearch(submit);

        _trader.Outcomes.Should().ContainSingle().Which.WouldHaveTraded.Should().BeTrue();
        _trader.Breakers.IsTripped.Should().BeFalse();
    }

    [Fact]
    public void What_follows_once_it_is_proved_absent_is_known_after_a_restart()
    {
        _trader = New(Posting);
        var submit = Decide();
        Refuse(submit, "EOrder:Post only order", WouldHaveTraded);

        _trader = New(Posting, _trader.State(_now, Bot));
        AfterTheSearch(submit);

        _trader.Outcomes.Should().ContainSingle().Which.WouldHaveTraded.Should().BeTrue();
        _trader.Changes.Single().Attempt.IsRefused.Should().BeTrue();
    }

    [Fact]
    public void One_that_was_to_rest_and_is_listed_as_canceled_is_priced_again_and_is_no_failure()
    {
        _trader = New(Posting);
        var submit = Decide();
        Refuse(submit, "EOrder:Post only order", WouldHaveTraded);

        Happen(new EngineEvent.OrderReported(
            _now, submit.Id, new OrderReport("O1", ReportedStatus.Canceled, 0, 0, Fee: 0, "Post only order")));

        _trader.Outcomes.Should().ContainSingle().Which.WouldHaveTraded.Should().BeTrue();
        _trader.Breakers.IsTripped.Should().BeFalse();
    }

    private static Trader New(OrderPlacing placing, SessionStart? start = null) => new(
        Backtests.Setup(EagerStrategy.Definition) with { Placing = placing },
        new OrderRules(),
        new BreakerLimits { DataAge = null, PriceJump = null, OrderErrors = 1 },
        start ?? SessionStart.First(Start, Bot));

    private OrderCommand.Submit Decide()
    {
        Happen(new EngineEvent.TradePrinted(new Trade(1, _now, Price: 100, Volume: 1, Side.Buy)));
        _now = _now.AddMinutes(1);
        return Happen(new EngineEvent.Elapsed(_now)).OfType<OrderCommand.Submit>().Single();
    }

    private void Refuse(OrderCommand.Submit submit, string words, CopyRefusal refusal)
    {
        Happen(new EngineEvent.OutcomeUnknown(_now, submit.Id, words, refusal));
        _trader.Unsettled.Should().ContainSingle().Which.State.Should().Be(OrderState.Unknown);
        _trader.Engine.IsHalted.Should().BeTrue();
    }

    /// <summary>Neither list has the order, whenever it is asked for; ends when that has settled it.</summary>
    private IReadOnlyList<OrderCommand> AfterTheSearch(OrderCommand.Submit submit)
    {
        while (_now < Start.AddMinutes(5))
        {
            var commands = After(1);
            while (commands.OfType<OrderCommand.Find>().SingleOrDefault() is { } find)
                commands = Happen(new EngineEvent.OrderNotFound(_now, submit.Id, find.Look));
            if (_trader.Outcomes.Count > 0 || commands.OfType<OrderCommand.Submit>().Any())
                return commands;
        }

        throw new InvalidOperationException("the search has not ended");
    }

    private IReadOnlyList<OrderCommand> After(double seconds)
    {
        _now = _now.AddSeconds(seconds);
        return Happen(new EngineEvent.TimerFired(_now));
    }

    private IReadOnlyList<OrderCommand> Happen(EngineEvent happened)
    {
        _trader.Process(happened);
        _ended.AddRange(_trader.Changes.Select(change => change.Attempt).Where(attempt => attempt.State.IsOver()));
        return [.. _trader.Commands];
    }
}
