using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Core.Risk.Breakers;

namespace TradingBot.Tests.Engine;

/// <summary>An order that the bot holds for rejected or absent, and that the exchange has.</summary>
public class RefutedOrderTests
{
    private static readonly DateTime Now = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(ReportedStatus.Filled)]
    [InlineData(ReportedStatus.Open)]
    [InlineData(ReportedStatus.Canceled)]
    [InlineData(ReportedStatus.Expired)]
    public void Whatever_state_the_exchange_shows_it_in_new_trades_stop(ReportedStatus status)
    {
        var trader = Next(Rejected());

        trader.Process(Report(status, filled: 0));

        trader.Surprises.Should().ContainSingle().Which.Should().Be(
            $"order 6, attempt 1, was not placed (EAPI:Invalid nonce), but the exchange has it as O1: {status}, 0 filled");
        trader.Breakers.Tripped.Should().ContainSingle().Which.Name.Should().Be(BreakerPanel.Alarm);
    }

    [Theory]
    [InlineData(ReportedStatus.Canceled, 0, true)]
    [InlineData(ReportedStatus.Expired, 0, true)]
    [InlineData(ReportedStatus.Open, 0, false)]
    [InlineData(ReportedStatus.Filled, 0, false)]
    [InlineData(ReportedStatus.Canceled, 0.001, false)]
    public void One_that_the_exchange_refused_for_what_it_asks_may_be_listed_as_over_without_a_trade(
        ReportedStatus status, double filled, bool isHarmless)
    {
        var trader = Next(Rejected() with { Note = "EOrder:Post only order", IsRefused = true });

        trader.Process(Report(status, (decimal)filled));

        trader.Surprises.Count.Should().Be(isHarmless ? 0 : 1);
        trader.Remarks.Count.Should().Be(isHarmless ? 1 : 0);
        trader.Breakers.IsTripped.Should().Be(!isHarmless);
        trader.Changes.Should().ContainSingle().Which.Attempt.ExchangeId.Should().Be("O1");
    }

    [Fact]
    public void It_is_told_once_for_each_change_and_its_id_at_the_exchange_is_stored_once()
    {
        var trader = Next(Rejected());
        var (surprises, changes) = (new List<int>(), new List<int>());

        foreach (var filled in new[] { 0m, 0m, 0.001m, 0.001m, 0m })
        {
            trader.Process(Report(ReportedStatus.Filled, filled));
            surprises.Add(trader.Surprises.Count);
            changes.Add(trader.Changes.Count);
        }

        surprises.Should().Equal(1, 0, 1, 0, 0);
        changes.Should().Equal(1, 0, 0, 0, 0);
    }

    [Fact]
    public void It_is_watched_for_while_other_orders_are_refused_for_six_days()
    {
        var later = Rejected() with { Id = ClientOrderId.Of(Guid.Empty, 7, 1), Number = 7, DecidedAt = Now.AddDays(6) };
        var trader = New(SessionStart.First(Now, Guid.Empty) with { Refuted = [Rejected(), later] });

        trader.Process(Report(ReportedStatus.Filled, filled: 0));

        trader.Surprises.Should().ContainSingle();
    }

    [Fact]
    public void One_that_is_accepted_after_all_stops_new_trades()
    {
        var trader = Next(Rejected());

        trader.Process(new EngineEvent.OrderAccepted(Now, Rejected().Id, "O1"));
        trader.Surprises.Should().ContainSingle().Which.Should().EndWith("but the exchange has it as O1: accepted");
        trader.Process(new EngineEvent.OrderAccepted(Now, Rejected().Id, "O1"));
        trader.Surprises.Should().BeEmpty();
    }

    [Fact]
    public void An_order_of_somebody_else_is_nobodys_business()
    {
        var trader = Next(Rejected());

        trader.Process(new EngineEvent.OrderReported(Now, Guid.NewGuid(), Of(ReportedStatus.Filled, 1)));

        trader.Surprises.Should().BeEmpty();
        trader.Remarks.Should().BeEmpty();
    }

    [Fact]
    public void One_that_has_not_been_sent_yet_and_that_the_exchange_has_is_taken_over_and_not_sent()
    {
        var waiting = Rejected() with { State = OrderState.Intended, Note = null };
        var trader = New(SessionStart.First(Now, Guid.Empty) with
        {
            Engine = new EngineState(1000, 1000, LastOrder: 6, []),
            Orders = [waiting],
        });
        trader.Process(new EngineEvent.ModeChanged(Now, ExchangeMode.Maintenance));

        trader.Process(Report(ReportedStatus.Open, filled: 0));

        trader.Surprises.Should().Equal(
            "order 6, attempt 1, was not sent yet, but the exchange has it as O1: another process trades as this bot");
        trader.Unsettled.Should().ContainSingle().Which.State.Should().Be(OrderState.Accepted);
        trader.Process(new EngineEvent.ModeChanged(Now, ExchangeMode.Online));
        trader.Process(new EngineEvent.TimerFired(Now.AddSeconds(1)));
        trader.Commands.OfType<OrderCommand.Submit>().Should().BeEmpty();

        trader.Process(new EngineEvent.TimerFired(Now.AddSeconds(30)));
        trader.Commands.OfType<OrderCommand.Find>().Should().ContainSingle("nobody else asks what became of it")
            .Which.Since.Should().Be(Now.AddSeconds(-60));
    }

    private static Trader Next(AttemptRecord refuted) =>
        New(SessionStart.First(Now, Guid.Empty) with { Refuted = [refuted] });

    private static Trader New(SessionStart start) => new(
        Backtests.Setup("sma-cross", 1),
        new OrderRules(),
        new BreakerLimits { DataAge = null },
        start);

    private static EngineEvent.OrderReported Report(ReportedStatus status, decimal filled) =>
        new(Now, Rejected().Id, Of(status, filled));

    private static OrderReport Of(ReportedStatus status, decimal filled) =>
        new("O1", status, filled, filled * 100, Fee: null, Reason: null);

    private static AttemptRecord Rejected() => new()
    {
        Id = ClientOrderId.Of(Guid.Empty, 6, 1),
        Attempt = 1,
        Number = 6,
        Intent = new OrderIntent(OrderPurpose.Open, Side.Buy, 0.002m, 100, Trade: 0, "up"),
        Reserved = 1,
        DecidedAt = Now,
        State = OrderState.Rejected,
        Note = "EAPI:Invalid nonce",
    };
}
