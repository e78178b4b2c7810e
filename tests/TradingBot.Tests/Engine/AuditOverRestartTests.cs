using TradingBot.Core.Engine;
using TradingBot.Core.Orders;

namespace TradingBot.Tests.Engine;

/// <summary>What happens to the account while no process of the bot looks, and before one does.</summary>
public class AuditOverRestartTests
{
    private readonly AuditedBot _bot = new();

    [Fact]
    public void An_order_that_traded_without_the_bots_knowing_before_the_process_ended_stops_the_next_one()
    {
        _bot.Run(40);
        var submit = _bot.Decide();
        _bot.Happen(new EngineEvent.OrderRejected(_bot.Now, submit.Id, "EAPI:Invalid nonce", MayBeRepeated: false));
        _bot.Book(submit.Id, 0.002m, -0.2m);

        _bot.Restart(TimeSpan.FromMinutes(5));
        _bot.Run(60);

        _bot.Surprises.Should().ContainSingle().Which.Should().Contain("changed by +0.002 XBT and -0.2 USD more");
    }

    [Fact]
    public void What_others_did_meanwhile_explains_itself()
    {
        _bot.Run(40);
        _bot.Decide();
        _bot.Restart(TimeSpan.FromDays(30));
        _bot.Book(null, -1, 100, "trade");

        _bot.Run(60);

        _bot.Surprises.Should().BeEmpty();
    }

    [Fact]
    public void The_bots_own_trades_since_are_its_own_whatever_their_attempt()
    {
        _bot.Run(40);
        var submit = _bot.Decide();
        _bot.Book(ClientOrderId.Of(Guid.Empty, 1, 12), 0.002m, -0.20052m);
        _bot.Happen(_bot.Filled(submit.Id, 0.2m, 0.00052m));
        var attempt = _bot.Trader.Changes[^1].Attempt with { Id = ClientOrderId.Of(Guid.Empty, 1, 12), Attempt = 12 };
        _bot.Restart(TimeSpan.FromMinutes(1), attempt);
        _bot.Book(null, 0, 7, "deposit"); // so that the ledger is asked for

        _bot.Run(60);

        _bot.Asked.Should().Be(1);
        _bot.Surprises.Should().BeEmpty();
    }

    [Fact]
    public void What_rounding_may_hide_does_not_grow_with_each_restart()
    {
        _bot.Run(40);
        var submit = _bot.Decide();
        _bot.Happen(_bot.Filled(submit.Id, 0.2m, 0.00052m));
        _bot.Book(submit.Id, 0.002m, -0.20052m - 0.0003m); // two fills' rounding is 0.0002
        var attempt = _bot.Trader.Changes[^1].Attempt;
        for (var i = 0; i < 3; i++)
            _bot.Restart(TimeSpan.FromMinutes(1), attempt);

        _bot.Run(60);

        _bot.Surprises.Should().ContainSingle();
    }

    [Fact]
    public void A_bots_first_process_compares_with_what_was_there_before_it()
    {
        _bot.Happen(AtStart(3, 5000));
        var submit = _bot.Decide();
        _bot.Happen(new EngineEvent.OrderRejected(_bot.Now, submit.Id, "EAPI:Invalid nonce", MayBeRepeated: false));
        _bot.Book(submit.Id, 0.002m, -0.2m);

        _bot.Run(60);

        _bot.Surprises.Should().ContainSingle();
    }

    [Fact]
    public void What_an_earlier_process_saw_is_not_replaced_by_what_is_there_at_the_start()
    {
        _bot.Run(40);
        var submit = _bot.Decide();
        _bot.Happen(new EngineEvent.OrderRejected(_bot.Now, submit.Id, "EOrder:Insufficient funds", MayBeRepeated: false));
        _bot.Restart(TimeSpan.FromMinutes(1)); // with no order on its way, so that the start's reading could count
        _bot.Trader.State(_bot.Now, Guid.Empty).Audited!.Quote.Should().Be(5000);

        _bot.Happen(AtStart(3, 4000));

        _bot.Trader.State(_bot.Now, Guid.Empty).Audited!.Quote.Should().Be(5000);
    }

    [Fact]
    public void What_is_there_at_the_start_is_nothing_to_go_by_while_an_order_is_on_its_way()
    {
        _bot.Decide();
        _bot.Restart(TimeSpan.FromMinutes(1));

        _bot.Happen(AtStart(3, 5000));

        _bot.Trader.State(_bot.Now, Guid.Empty).Audited.Should().BeNull();
    }

    [Fact]
    public void A_ledger_too_long_to_look_through_stops_new_trades_and_the_comparison_begins_anew()
    {
        _bot.Run(40);
        (_bot.Quote, _bot.HasLongLedger) = (4000, true);
        _bot.Run(180);

        _bot.Surprises.Should().Equal(
            "changes to the account since 2026-11-20 12:00:33 UTC cannot be checked against this bot's books: "
            + "too many entries; they are checked from now on");
        _bot.Trader.Breakers.IsTripped.Should().BeTrue();
        _bot.Trader.State(_bot.Now, Guid.Empty).Audited!.Quote.Should().Be(4000);
    }

    [Fact]
    public void A_ledger_that_has_become_too_long_while_the_bot_was_away_is_told_and_stops_nothing()
    {
        _bot.Run(40);
        _bot.Restart(TimeSpan.FromDays(2));
        (_bot.Quote, _bot.HasLongLedger) = (4000, true);

        _bot.Run(180);

        _bot.Surprises.Should().BeEmpty();
        _bot.Remarks.Should().ContainSingle().Which.Should().EndWith("too many entries; they are checked from now on");
        _bot.Quote = 3000;
        _bot.Run(180);
        _bot.Surprises.Should().ContainSingle("now it runs");
    }

    [Fact]
    public void A_reading_by_a_clock_that_had_slept_is_of_later_than_it_says()
    {
        _bot.Now = _bot.Now.AddMinutes(3);
        _bot.Book(null, -1, 100, "trade");
        _bot.Now = _bot.Now.AddMinutes(-3);
        _bot.Happen(AtStart(_bot.Base, _bot.Quote)); // with that trade, by the clock three minutes before it
        _bot.Now = _bot.Now.AddMinutes(5);
        _bot.Book(null, 0, 7, "deposit");

        _bot.Run(60);

        _bot.Asked.Should().Be(1);
        _bot.Surprises.Should().BeEmpty();
    }

    private EngineEvent.AccountRead AtStart(decimal @base, decimal quote) =>
        new(_bot.Now, EngineEvent.AccountRead.AtStart, @base, quote);
}
