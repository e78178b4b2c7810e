using TradingBot.Core.Accounts;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Core.Risk.Breakers;

namespace TradingBot.Tests.Engine;

/// <summary>A bot is given money while it trades, and gives some back.</summary>
public class BudgetTests
{
    private static readonly DateTime Start = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);
    private static readonly Guid First = new("00000000-0000-4000-8000-000000000001");
    private static readonly Guid Second = new("00000000-0000-4000-8000-000000000002");

    private Trader _trader = New(SessionStart.First(Start, Guid.Empty));
    private DateTime _now = Start;

    private (decimal Given, decimal Cash) Money => (_trader.Engine.Ledger.StartCash, _trader.Engine.Ledger.Cash);

    [Fact]
    public void What_is_deposited_is_traded_with_and_is_no_profit()
    {
        Change(First, 500);

        Money.Should().Be((100_500, 100_500));
        _trader.BudgetChange.Should().Be(500);
    }

    [Fact]
    public void A_request_that_is_told_twice_is_done_once_in_a_later_process_too()
    {
        Change(First, 500);
        Change(First, 500);
        _trader = New(_trader.State(_now, Guid.Empty));
        Change(First, 500);

        Money.Should().Be((100_500, 100_500));
        _trader.BudgetChange.Should().Be(0);
        Change(Second, -500);
        Money.Should().Be((100_000, 100_000));
    }

    [Fact]
    public void Of_the_requests_only_the_last_fifty_are_kept()
    {
        for (var i = 0; i < 60; i++)
            Change(new Guid(i, 0, 0, new byte[8]), 1);

        _trader.State(_now, Guid.Empty).Budgets.Should().HaveCount(50);
        Money.Given.Should().Be(100_060);
    }

    [Fact]
    public void More_than_is_free_is_not_given_back_and_that_is_told()
    {
        Change(First, -100_000.01m);

        Money.Should().Be((100_000, 100_000));
        _trader.Remarks.Should().Equal("100000.01 USD cannot be withdrawn: 100000 USD are free");
        Change(First, -1);
        Money.Given.Should().Be(100_000, "that request is done: it was refused");
        Change(Second, -100_000);
        Money.Should().Be((0, 0));
    }

    [Fact]
    public void What_an_order_on_its_way_has_a_claim_on_is_not_free()
    {
        Decide();

        Change(First, -100_000);

        Money.Given.Should().Be(100_000);
        _trader.Remarks.Should().ContainSingle();
    }

    [Fact]
    public void A_withdrawal_is_no_loss_to_the_breakers_and_a_deposit_no_gain()
    {
        Print(100);

        Change(First, -90_000);
        Print(100);
        _trader.Breakers.IsTripped.Should().BeFalse();

        Change(Second, 1_000_000);
        Print(100);
        _trader.Breakers.State().Peak.Should().Be(1_010_000);
        _trader.Breakers.State().Morning.Should().Be(1_010_000);
    }

    [Fact]
    public void The_account_is_compared_with_the_books_as_if_nothing_had_happened()
    {
        var bot = new AuditedBot();
        bot.Run(40);

        bot.Happen(new EngineEvent.BudgetChanged(bot.Now, First, 700));
        bot.Run(100);

        (bot.Asked, bot.Surprises.Count).Should().Be((0, 0));
        bot.Book(Guid.Empty, 0, 700, "deposit"); // what a person puts into the account is another matter
        bot.Run(100);
        (bot.Asked, bot.Surprises.Count).Should().Be((1, 0));
    }

    [Fact]
    public void So_it_is_while_a_difference_is_being_explained()
    {
        var bot = new AuditedBot();
        bot.Run(40);
        bot.Book(Guid.Empty, 0, 700, "deposit");
        while (bot.Trader.Question is not AccountQuestion.Entries)
        {
            bot.Happen(bot.Trader.Question is AccountQuestion.Balances asked
                ? new EngineEvent.AccountRead(bot.Now, asked.Number, bot.Base, bot.Quote)
                : new EngineEvent.TimerFired(bot.Now = bot.Now.AddSeconds(1)));
        }

        var question = bot.Trader.Question;
        bot.Happen(new EngineEvent.BudgetChanged(bot.Now, First, 300));
        bot.Happen(new EngineEvent.AccountEntriesRead(bot.Now, question.Number, bot.Ledger));

        bot.Run(100);
        (bot.Asked, bot.Surprises.Count).Should().Be((0, 0), "the deposit explained it");
    }

    private static Trader New(SessionStart start) => new(
        Backtests.Setup(EagerStrategy.Definition),
        new OrderRules(),
        new BreakerLimits { DataAge = null, PriceJump = null, Drawdown = 0.5m, DailyLoss = 0.5m },
        start);

    private void Change(Guid id, decimal amount) => _trader.Process(new EngineEvent.BudgetChanged(_now, id, amount));

    private void Print(double price)
    {
        _now = _now.AddSeconds(1);
        _trader.Process(new EngineEvent.CandleClosed(_now, new Candle(60, price, price, price, price, 1, 1)));
        _trader.Process(new EngineEvent.TimerFired(_now));
    }

    private void Decide()
    {
        _trader.Process(new EngineEvent.TradePrinted(new Trade(1, _now, Price: 100, Volume: 1, Side.Buy)));
        _now = _now.AddMinutes(1);
        _trader.Process(new EngineEvent.Elapsed(_now));
        _trader.Commands.Should().ContainSingle();
    }
}
