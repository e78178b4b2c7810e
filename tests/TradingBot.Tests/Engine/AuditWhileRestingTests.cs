using TradingBot.Core.Engine;
using TradingBot.Core.Orders;

namespace TradingBot.Tests.Engine;

/// <summary>An order that rests may trade at any time, and be told of later: a difference may be such a trade.</summary>
public class AuditWhileRestingTests
{
    private readonly AuditedBot _bot = new(new OrderPlacing(OrderStyle.Limit, TimeSpan.FromHours(1)));

    [Fact]
    public void Its_own_trade_that_is_not_told_yet_is_no_mistake()
    {
        var order = Rest();
        _bot.Book(order.Id, 0.001m, -0.1m);

        _bot.Run(120);

        _bot.Asked.Should().BePositive();
        _bot.Surprises.Should().BeEmpty();
        _bot.Trader.State(_bot.Now, Guid.Empty).Audited!.Quote.Should().Be(5000, "nothing has agreed since");
    }

    [Fact]
    public void An_order_that_must_not_exist_and_has_traded_stops_new_trades_all_the_same()
    {
        Rest();
        _bot.Book(ClientOrderId.Of(Guid.Empty, 2, 1), 0.001m, -0.1m);

        _bot.Run(60);

        _bot.Surprises.Should().ContainSingle().Which.Should().EndWith(
            "an order of this bot that its journal does not know has traded as O1");
    }

    [Fact]
    public void What_others_do_meanwhile_is_explained_and_the_ledger_is_asked_once()
    {
        Rest();
        _bot.Book(null, 0, -70, "withdrawal");

        _bot.Run(120);

        _bot.Asked.Should().Be(1);
        _bot.Trader.State(_bot.Now, Guid.Empty).Audited!.Quote.Should().Be(4930);
    }

    [Fact]
    public void The_first_reading_is_one_without_an_order()
    {
        var order = _bot.Decide();
        _bot.Happen(new EngineEvent.OrderAccepted(_bot.Now, order.Id, "O1"));

        _bot.Run(120);

        _bot.Trader.State(_bot.Now, Guid.Empty).Audited.Should().BeNull();
    }

    [Fact]
    public void A_ledger_too_long_to_look_through_is_looked_through_once_the_order_is_over()
    {
        Rest();
        (_bot.Quote, _bot.HasLongLedger) = (4000, true);
        _bot.Run(120);

        _bot.Surprises.Should().BeEmpty();
        _bot.Trader.State(_bot.Now, Guid.Empty).Audited!.Quote.Should().Be(5000);
    }

    [Fact]
    public void While_it_is_on_its_way_nothing_is_asked()
    {
        _bot.Run(40);
        _bot.Decide();
        for (var i = 0; i < 300; i++)
        {
            _bot.Happen(new EngineEvent.TimerFired(_bot.Now = _bot.Now.AddSeconds(1)));
            _bot.Trader.Question.Should().BeNull();
        }
    }

    private OrderCommand.Submit Rest()
    {
        _bot.Run(40);
        var order = _bot.Decide();
        _bot.Happen(new EngineEvent.OrderAccepted(_bot.Now, order.Id, "O1"));
        _bot.Trader.Unsettled.Should().ContainSingle().Which.State.Should().Be(OrderState.Accepted);
        _bot.Run(40);
        return order;
    }
}
