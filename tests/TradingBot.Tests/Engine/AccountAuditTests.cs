using TradingBot.Core.Accounts;
using TradingBot.Core.Engine;
using TradingBot.Core.Orders;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Core.Risk.Breakers;

namespace TradingBot.Tests.Engine;

/// <summary>The bot's books against the account's balances and its ledger.</summary>
public class AccountAuditTests
{
    private readonly AuditedBot _bot = new();

    [Fact]
    public void An_order_that_was_held_for_rejected_and_has_traded_stops_new_trades_within_a_minute()
    {
        _bot.Run(40);
        var submit = _bot.Decide();
        _bot.Book(submit.Id, 0.002m, -0.2m);
        _bot.Happen(new EngineEvent.OrderRejected(_bot.Now, submit.Id, "EAPI:Invalid nonce", MayBeRepeated: false));

        _bot.Run(60);

        _bot.Surprises.Should().ContainSingle().Which.Should().Be(
            "since 12:00:33 UTC the account has changed by +0.002 XBT and -0.2 USD more than this bot's books and the "
            + "other activity in it explain; order 1, attempt 1, recorded as Rejected (EAPI:Invalid nonce) has traded as O1");
        _bot.Trader.Breakers.Tripped.Should().ContainSingle().Which.Name.Should().Be(BreakerPanel.Alarm);
        _bot.Run(300);
        _bot.Surprises.Should().HaveCount(1, "it is told once");
    }

    [Fact]
    public void An_order_with_an_id_of_the_bots_next_one_is_the_bots()
    {
        _bot.Run(40);
        _bot.Book(ClientOrderId.Of(Guid.Empty, 1, 2), 0.002m, -0.2m);

        _bot.Run(60);

        _bot.Surprises.Should().ContainSingle().Which.Should().EndWith(
            "an order of this bot that its journal does not know has traded as O1");
    }

    [Fact]
    public void The_bots_own_trades_are_in_step_and_the_ledger_is_not_asked_for()
    {
        _bot.Run(40);
        var submit = _bot.Decide();
        (_bot.Base, _bot.Quote) = (_bot.Base + 0.002m, _bot.Quote - 0.20052m + 0.00004m);
        _bot.Happen(new EngineEvent.OrderAccepted(_bot.Now, submit.Id, "O1"));
        _bot.Run(60); // the fill is not told yet: whatever the account shows is no mistake
        _bot.Happen(_bot.Filled(submit.Id, 0.2m, 0.00052m));
        var asked = _bot.Asked;

        _bot.Run(300);

        _bot.Surprises.Should().BeEmpty();
        _bot.Asked.Should().Be(asked);
    }

    [Theory]
    [InlineData("-0.000001", "0")] // a fee was taken in base
    [InlineData("0", "0.0003")]
    [InlineData("0", "-0.0003")]
    public void A_fill_whose_money_the_account_shows_otherwise_stops_new_trades(string @base, string quote)
    {
        _bot.Run(40);
        var submit = _bot.Decide();
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        _bot.Book(submit.Id, 0.002m + decimal.Parse(@base, culture), -0.20052m + decimal.Parse(quote, culture));
        _bot.Happen(_bot.Filled(submit.Id, 0.2m, 0.00052m));

        _bot.Run(60);

        _bot.Surprises.Should().ContainSingle();
    }

    [Theory]
    [InlineData("deposit", false)]
    [InlineData("withdrawal", false)]
    [InlineData("trade", false)]
    [InlineData("trade", true)]
    public void What_others_do_in_the_account_explains_itself(string kind, bool isAnotherBots)
    {
        _bot.Run(40);
        Guid? id = isAnotherBots ? ClientOrderId.Of(Guid.NewGuid(), 1, 1) : null;
        _bot.Book(id, 0.5m, -50m, kind);

        _bot.Run(120);

        _bot.Surprises.Should().BeEmpty();
        _bot.Asked.Should().Be(1, "after an explanation the change is not asked for again");
    }

    [Fact]
    public void A_change_that_the_ledger_does_not_show_stops_new_trades_only_when_it_is_not_there_a_second_time()
    {
        _bot.Run(31);
        _bot.Quote -= 7;
        _bot.RunUntil(() => _bot.Asked == 1);
        _bot.Surprises.Should().BeEmpty();

        _bot.Run(60);

        _bot.Asked.Should().Be(2);
        _bot.Surprises.Should().ContainSingle().Which.Should().Contain("changed by 0 XBT and -7 USD more than");
    }

    [Fact]
    public void A_change_that_is_in_the_ledger_a_moment_later_is_explained()
    {
        _bot.Run(31);
        _bot.Quote -= 7;
        _bot.RunUntil(() => _bot.Asked == 1);
        _bot.Ledger.Add(_bot.Entry(isBase: false, -7, "withdrawal", null));

        _bot.Run(120);

        _bot.Surprises.Should().BeEmpty();
    }

    [Fact]
    public void What_others_did_near_a_reading_counts_on_either_side_of_it()
    {
        _bot.Run(28);
        _bot.Book(null, 1, -100, "trade"); // in the baseline, whose own time is not known to the second
        _bot.Run(4);
        _bot.Book(null, 2, -200, "trade");

        _bot.Run(60);

        _bot.Surprises.Should().BeEmpty();
    }

    [Fact]
    public void A_reading_during_which_an_order_was_sent_counts_for_nothing()
    {
        var question = _bot.RunToQuestion();
        var before = (_bot.Base, _bot.Quote);
        var submit = _bot.Decide();
        _bot.Book(submit.Id, 0.002m, -0.20052m);
        _bot.Happen(_bot.Filled(submit.Id, 0.2m, 0.00052m));
        _bot.Happen(new EngineEvent.AccountRead(_bot.Now, question.Number, before.Base, before.Quote));
        _bot.Trader.Question.Should().BeNull("the account is left to settle after an order");

        _bot.Run(120);

        _bot.Surprises.Should().BeEmpty();
        _bot.Asked.Should().Be(0);
    }

    [Fact]
    public void A_reading_that_fails_is_no_reading()
    {
        var question = _bot.RunToQuestion();
        _bot.Happen(new EngineEvent.AccountUnread(_bot.Now, question.Number, "timeout"));
        _bot.Happen(new EngineEvent.AccountRead(_bot.Now, question.Number, 1, 1));

        _bot.Run(300);

        _bot.Surprises.Should().BeEmpty();
    }

    [Fact]
    public void One_that_fails_now_and_then_is_not_told()
    {
        for (var i = 0; i < 12; i++)
        {
            var question = _bot.RunToQuestion();
            _bot.Happen(new EngineEvent.AccountUnread(_bot.Now, question.Number, "timeout"));
            _bot.Run(60);
        }

        _bot.Remarks.Should().BeEmpty();
    }

    [Fact]
    public void What_others_did_just_after_a_reading_need_not_be_in_it()
    {
        _bot.Run(40);
        _bot.Book(null, 0.5m, -50m);
        _bot.RunUntil(() => _bot.Trader.Question is AccountQuestion.Balances);
        _bot.Happen(new EngineEvent.AccountRead(_bot.Now, _bot.Trader.Question!.Number, _bot.Base, _bot.Quote));
        _bot.RunUntil(() => _bot.Trader.Question is AccountQuestion.Balances);
        var (question, before) = (_bot.Trader.Question!, (_bot.Base, _bot.Quote));
        _bot.Book(null, 0.25m, -25m); // the ledger has it, the balances that were read have not
        _bot.Happen(new EngineEvent.AccountRead(_bot.Now, question.Number, before.Base, before.Quote));

        _bot.Run(10);

        _bot.Asked.Should().Be(1);
        _bot.Run(120);
        _bot.Surprises.Should().BeEmpty();
    }

    [Fact]
    public void One_that_fails_ten_times_in_a_row_is_told()
    {
        var remarks = new List<string>();
        for (var i = 0; i < 10; i++)
        {
            var question = _bot.RunToQuestion();
            _bot.Happen(new EngineEvent.AccountUnread(_bot.Now, question.Number, "timeout"));
            remarks.AddRange(_bot.Trader.Remarks);
            _bot.Now = _bot.Now.AddSeconds(30);
        }

        remarks.Should().Equal("the account could not be checked against this bot's books 10 times in a row: timeout");
    }

    [Fact]
    public void Without_an_interval_and_with_short_sales_nothing_is_asked()
    {
        var traders = new[]
        {
            _bot.New(new OrderRules()),
            _bot.New(new OrderRules { AuditInterval = TimeSpan.Zero }, isShort: true),
        };
        foreach (var trader in traders)
        {
            trader.Process(new EngineEvent.TimerFired(_bot.Now.AddMinutes(1)));
            trader.Question.Should().BeNull();
        }
    }
}
