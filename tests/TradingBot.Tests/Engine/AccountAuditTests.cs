using TradingBot.Core.Accounts;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Risk;
using TradingBot.Core.Risk.Breakers;

namespace TradingBot.Tests.Engine;

/// <summary>The bot's books against the account's balances and its ledger.</summary>
public class AccountAuditTests
{
    private static readonly DateTime Start = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);

    private readonly Trader _trader;
    private readonly List<AccountEntry> _ledger = [];
    private readonly List<string> _surprises = [];
    private DateTime _now = Start;
    private decimal _base = 3;
    private decimal _quote = 5000;
    private long _trade;
    private int _asked;

    public AccountAuditTests() => _trader = New(new OrderRules { AuditInterval = TimeSpan.FromSeconds(30) });

    [Fact]
    public void An_order_that_was_held_for_rejected_and_has_traded_stops_new_trades_within_a_minute()
    {
        Run(40);
        var submit = Decide();
        Book(submit.Id, 0.002m, -0.2m);
        Happen(new EngineEvent.OrderRejected(_now, submit.Id, "EAPI:Invalid nonce", MayBeRepeated: false));

        Run(60);

        _surprises.Should().ContainSingle().Which.Should().Be(
            "since 12:00:33 UTC the account has changed by +0.002 XBT and -0.2 USD more than this bot's books and what "
            + "others did in it explain; order 1, attempt 1, held for Rejected (EAPI:Invalid nonce) has traded as O1");
        _trader.Breakers.Tripped.Should().ContainSingle().Which.Name.Should().Be(BreakerPanel.Operator);
        Run(300);
        _surprises.Should().HaveCount(1, "it is told once");
    }

    [Fact]
    public void An_order_with_an_id_of_the_bots_next_one_is_the_bots()
    {
        Run(40);
        Book(ClientOrderId.Of(Guid.Empty, 1, 2), 0.002m, -0.2m);

        Run(60);

        _surprises.Should().ContainSingle().Which.Should().EndWith(
            "an order of this bot that its journal does not know has traded as O1");
    }

    [Fact]
    public void The_bots_own_trades_are_in_step_and_the_ledger_is_not_asked_for()
    {
        Run(40);
        var submit = Decide();
        (_base, _quote) = (_base + 0.002m, _quote - 0.20052m + 0.00004m);
        Happen(new EngineEvent.OrderAccepted(_now, submit.Id, "O1"));
        Run(60); // the fill is not told yet: whatever the account shows is no mistake
        Happen(Filled(submit.Id, 0.2m, 0.00052m));

        Run(300);

        _surprises.Should().BeEmpty();
        _asked.Should().Be(0);
    }

    [Theory]
    [InlineData("-0.000001", "0")] // a fee was taken in base
    [InlineData("0", "0.0003")]
    [InlineData("0", "-0.0003")]
    public void A_fill_whose_money_the_account_shows_otherwise_stops_new_trades(string @base, string quote)
    {
        Run(40);
        var submit = Decide();
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        Book(submit.Id, 0.002m + decimal.Parse(@base, culture), -0.20052m + decimal.Parse(quote, culture));
        Happen(Filled(submit.Id, 0.2m, 0.00052m));

        Run(60);

        _surprises.Should().ContainSingle();
    }

    [Theory]
    [InlineData("deposit", false)]
    [InlineData("withdrawal", false)]
    [InlineData("trade", false)]
    [InlineData("trade", true)]
    public void What_others_do_in_the_account_explains_itself(string kind, bool isAnotherBots)
    {
        Run(40);
        Guid? id = isAnotherBots ? ClientOrderId.Of(Guid.NewGuid(), 1, 1) : null;
        Book(id, 0.5m, -50m, kind);

        Run(120);

        _surprises.Should().BeEmpty();
        _asked.Should().Be(1, "after an explanation the change is not asked for again");
    }

    [Fact]
    public void A_change_that_the_ledger_does_not_show_stops_new_trades_only_when_it_is_not_there_a_second_time()
    {
        Run(31);
        _quote -= 7;
        RunUntil(() => _asked == 1);
        _surprises.Should().BeEmpty();

        Run(60);

        _asked.Should().Be(2);
        _surprises.Should().ContainSingle().Which.Should().Contain("changed by 0 XBT and -7 USD more than");
    }

    [Fact]
    public void A_change_that_is_in_the_ledger_a_moment_later_is_explained()
    {
        Run(31);
        _quote -= 7;
        RunUntil(() => _asked == 1);
        _ledger.Add(Entry(isBase: false, -7, "withdrawal", null));

        Run(120);

        _surprises.Should().BeEmpty();
    }

    [Fact]
    public void What_others_did_near_a_reading_counts_on_either_side_of_it()
    {
        Run(28);
        Book(null, 1, -100, "trade"); // in the baseline, whose own time is not known to the second
        Run(4);
        Book(null, 2, -200, "trade");

        Run(60);

        _surprises.Should().BeEmpty();
    }

    [Fact]
    public void A_reading_during_which_an_order_was_sent_counts_for_nothing()
    {
        var (question, before) = (RunToQuestion(), (_base, _quote));
        var submit = Decide();
        Book(submit.Id, 0.002m, -0.20052m);
        Happen(Filled(submit.Id, 0.2m, 0.00052m));
        Happen(new EngineEvent.AccountRead(_now, question.Number, before._base, before._quote));
        _trader.Question.Should().BeNull("the account is left to settle after an order");

        Run(120);

        _surprises.Should().BeEmpty();
        _asked.Should().Be(0);
    }

    [Fact]
    public void A_reading_that_fails_is_no_reading()
    {
        var question = RunToQuestion();
        Happen(new EngineEvent.AccountUnread(_now, question.Number, "timeout"));
        Happen(new EngineEvent.AccountRead(_now, question.Number, 1, 1));

        Run(300);

        _surprises.Should().BeEmpty();
    }

    [Fact]
    public void One_that_fails_ten_times_in_a_row_is_told()
    {
        var remarks = new List<string>();
        for (var i = 0; i < 10; i++)
        {
            var question = RunToQuestion();
            Happen(new EngineEvent.AccountUnread(_now, question.Number, "timeout"));
            remarks.AddRange(_trader.Remarks);
            _now = _now.AddSeconds(30);
        }

        remarks.Should().Equal("the account could not be compared with this bot's books 10 times in a row: timeout");
    }

    [Fact]
    public void Without_an_interval_and_with_short_sales_nothing_is_asked()
    {
        foreach (var trader in new[] { New(new OrderRules()), New(new OrderRules { AuditInterval = TimeSpan.Zero }, true) })
        {
            trader.Process(new EngineEvent.TimerFired(_now.AddMinutes(1)));
            trader.Question.Should().BeNull();
        }
    }

    private static Trader New(OrderRules rules, bool isShort = false) => new(
        Backtests.Setup(EagerStrategy.Definition, 1, "take-profit=10") with
        {
            Limits = new RiskLimits(2),
            ShortTerms = isShort ? new Core.Trading.ShortTerms(2, 0, 0) : null,
        },
        rules,
        new BreakerLimits { DataAge = null, PriceJump = null },
        new SessionStart(Start, Guid.Empty, null, null, []));

    private AccountQuestion RunToQuestion()
    {
        while (_trader.Question is null)
            Happen(new EngineEvent.TimerFired(_now = _now.AddSeconds(1)));
        return _trader.Question;
    }

    private void RunUntil(Func<bool> isReached)
    {
        for (var i = 0; i < 120 && !isReached(); i++)
            Run(1);
        isReached().Should().BeTrue();
    }

    /// <summary>The timer fires each second, and the exchange answers in the next one.</summary>
    private void Run(int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            var question = _trader.Question;
            _now = _now.AddSeconds(1);
            if (question is AccountQuestion.Balances)
                Happen(new EngineEvent.AccountRead(_now, question.Number, _base, _quote));
            if (_trader.Question is AccountQuestion.Entries)
                question = _trader.Question;
            if (question is AccountQuestion.Entries entries)
            {
                _asked++;
                var found = _ledger.Where(entry => entry.Time > entries.Since).ToArray();
                Happen(new EngineEvent.AccountEntriesRead(_now, entries.Number, found));
            }

            Happen(new EngineEvent.TimerFired(_now));
        }
    }

    private void Book(Guid? id, decimal @base, decimal quote, string kind = "trade")
    {
        (_base, _quote) = (_base + @base, _quote + quote);
        _ledger.Add(Entry(isBase: true, @base, kind, id));
        _ledger.Add(Entry(isBase: false, quote, kind, id));
    }

    private AccountEntry Entry(bool isBase, decimal change, string kind, Guid? id) => new(
        $"L{_ledger.Count}", _now, isBase, change, kind, kind == "trade" ? "O1" : null, id);

    private OrderCommand.Submit Decide()
    {
        Happen(new EngineEvent.TradePrinted(new Trade(++_trade, _now, 100, Volume: 1, Side.Buy)));
        _now = _now.AddMinutes(1);
        Happen(new EngineEvent.Elapsed(_now));
        return _trader.Commands.OfType<OrderCommand.Submit>().Single();
    }

    private EngineEvent.OrderReported Filled(Guid id, decimal cost, decimal fee) => new(
        _now, id, new OrderReport("O1", ReportedStatus.Canceled, cost / 100, cost, fee, Reason: null));

    private void Happen(EngineEvent happened)
    {
        _trader.Process(happened);
        _surprises.AddRange(_trader.Surprises);
    }
}
