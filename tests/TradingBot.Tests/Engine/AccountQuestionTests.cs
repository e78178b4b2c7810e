using TradingBot.Core.Accounts;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Core.Risk;
using TradingBot.Core.Risk.Breakers;

namespace TradingBot.Tests.Engine;

/// <summary>When the account is asked for, and which answer counts.</summary>
public class AccountQuestionTests
{
    private static readonly DateTime Start = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);

    private readonly Trader _trader = new(
        Backtests.Setup(EagerStrategy.Definition, 1, "take-profit=10") with { Limits = new RiskLimits(2) },
        new OrderRules { AuditInterval = TimeSpan.FromSeconds(30) },
        new BreakerLimits { DataAge = null, PriceJump = null },
        new SessionStart(Start, Guid.Empty, null, null, []));

    private DateTime _now = Start;

    [Fact]
    public void A_question_that_is_never_answered_is_asked_again_a_minute_later()
    {
        var first = NextQuestion();
        var asked = _now;

        var second = NextQuestion();

        second.Number.Should().NotBe(first.Number);
        (_now - asked).TotalSeconds.Should().BeInRange(60, 62);
    }

    [Fact]
    public void An_answer_to_an_earlier_question_counts_for_nothing()
    {
        var first = NextQuestion();
        var second = NextQuestion();

        Answer(first, 1, 1);
        Answer(second, 3, 5000);

        for (var i = 0; i < 3; i++)
        {
            Answer(NextQuestion(), 3, 5000);
            _trader.Question.Should().BeNull("nothing has changed, and the ledger need not be asked for");
        }
    }

    [Fact]
    public void After_a_fill_the_account_is_left_five_seconds_to_show_it()
    {
        Answer(NextQuestion(), 3, 5000);
        var submit = Decide();
        var report = new OrderReport("O1", ReportedStatus.Canceled, 0.002m, 0.2m, 0.00052m, Reason: null);
        _trader.Process(new EngineEvent.OrderReported(_now, submit.Id, report));
        var filled = _now;

        NextQuestion();

        (_now - filled).TotalSeconds.Should().BeGreaterThanOrEqualTo(5);
    }

    [Fact]
    public void What_others_did_just_before_a_reading_may_be_in_it_already()
    {
        Answer(NextQuestion(), 3, 5000);
        AccountEntry[] ledger = [Deposit("L1", _now.AddSeconds(-1), 1), Deposit("L2", _now.AddSeconds(20), 2)];
        Answer(NextQuestion(), 5, 5000);
        Answer(NextQuestion(), 5, 5000);
        var question = _trader.Question.Should().BeOfType<AccountQuestion.Entries>().Subject;
        _trader.Process(new EngineEvent.AccountEntriesRead(_now, question.Number, ledger));
        var read = _now;

        NextQuestion();

        (_now - read).TotalSeconds.Should().BeGreaterThanOrEqualTo(30, "it is explained, and not asked for again");
    }

    private AccountQuestion NextQuestion()
    {
        for (var i = 0; i < 200; i++)
        {
            _trader.Process(new EngineEvent.TimerFired(_now = _now.AddSeconds(1)));
            if (_trader.Question is { } question)
                return question;
        }

        throw new InvalidOperationException("nothing is asked any more");
    }

    private static AccountEntry Deposit(string id, DateTime time, decimal volume) =>
        new(id, time, IsBase: true, volume, "deposit", ExchangeId: null, ClientId: null);

    private void Answer(AccountQuestion question, decimal @base, decimal quote) =>
        _trader.Process(new EngineEvent.AccountRead(_now, question.Number, @base, quote));

    private OrderCommand.Submit Decide()
    {
        _trader.Process(new EngineEvent.TradePrinted(new Trade(1, _now, 100, Volume: 1, Side.Buy)));
        _now = _now.AddMinutes(1);
        _trader.Process(new EngineEvent.Elapsed(_now));
        return _trader.Commands.OfType<OrderCommand.Submit>().Single();
    }
}
