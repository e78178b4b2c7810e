using TradingBot.Bots.Orders;
using TradingBot.Bots.Preparation;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Input;

namespace TradingBot.Tests.Hosting;

/// <summary>The account against what the bot's database says.</summary>
public class LiveFactsTests
{
    private static readonly DateTime Now = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void An_account_with_less_than_the_open_trades_is_refused()
    {
        var start = Start();

        start.Invoking(stored => Facts(owned: 0).Check(stored, Setup()))
            .Should().Throw<UserError>().WithMessage("the account holds 0 XBT, the bot's open trades 0.002*");
    }

    [Theory]
    [InlineData(0.004, false)]
    [InlineData(0.003, true)]
    public void Bots_that_share_an_account_must_be_able_to_have_what_they_hold_all_at_once(double owned, bool isRefused)
    {
        var check = () => Facts((decimal)owned).Check(Start(), Setup(), new AccountShare("USD", 0, "XBT", 0.002m));

        if (isRefused)
        {
            check.Should().Throw<UserError>().WithMessage(
                "the account holds 0.003 XBT, the bot's open trades 0.002 and those of the other bots of this process "
                + "0.002: somebody else has sold it*");
        }
        else
        {
            check.Should().NotThrow();
        }
    }

    [Fact]
    public void What_others_miss_does_not_keep_a_bot_from_beginning()
    {
        var begin = () => Facts(owned: 0).Check(
            SessionStart.First(Now, Guid.Empty),
            Setup() with { Cash = 500 },
            new AccountShare("USD", 0, "XBT", 1));

        begin.Should().NotThrow();
    }

    [Theory]
    [InlineData(400, false)]
    [InlineData(400.01, true)]
    public void A_bot_does_not_begin_with_money_that_others_have(double cash, bool isRefused)
    {
        var check = () => Facts(owned: 0).Check(
            SessionStart.First(Now, Guid.Empty),
            Setup() with { Cash = (decimal)cash },
            new AccountShare("USD", 600, "XBT", 0));

        if (isRefused)
            check.Should().Throw<UserError>().WithMessage("--balance: 400.01 USD is too much: *have 600 of it");
        else
            check.Should().NotThrow();
    }

    [Fact]
    public void A_sale_that_may_have_been_filled_while_nobody_looked_is_no_reason_to_refuse()
    {
        var start = Start(Order(OrderPurpose.Close, Side.Sell));

        start.Invoking(stored => Facts(owned: 0).Check(stored, Setup())).Should().NotThrow();
    }

    [Fact]
    public void A_purchase_on_its_way_excuses_nothing()
    {
        var start = Start(Order(OrderPurpose.Open, Side.Buy));

        start.Invoking(stored => Facts(owned: 0).Check(stored, Setup())).Should().Throw<UserError>();
    }

    [Fact]
    public void A_bot_does_not_begin_with_nothing_and_goes_on_with_it()
    {
        var nothing = Setup() with { Cash = 0 };

        var begin = () => Facts(owned: 1).Check(SessionStart.First(Now, Guid.Empty), nothing);
        var goOn = () => Facts(owned: 1).Check(Start(), nothing);

        begin.Should().Throw<UserError>().WithMessage("--live: no USD is free in the account*");
        goOn.Should().NotThrow();
    }

    private static EngineSetup Setup() => Backtests.Setup("sma-cross");

    private static LiveFacts Facts(decimal owned) => new(
        ExchangeMode.Online, new EngineEvent.AccountRead(Now, EngineEvent.AccountRead.AtStart, owned, 1000), FreeQuote: 1000);

    private static SessionStart Start(params AttemptRecord[] orders)
    {
        var entry = new Fill(0, 100, 0.002m, 0.2m, 0.001m);
        var engine = new EngineState(1000, 999, 2, [new TradeState(1, entry, "up", 100)]);
        return new SessionStart(Now, Guid.Empty, engine, Breakers: null, orders);
    }

    private static AttemptRecord Order(OrderPurpose purpose, Side side) => new()
    {
        Id = Guid.Empty,
        Attempt = 1,
        Number = 2,
        Intent = new OrderIntent(purpose, side, 0.002m, 100, Trade: 1, "down"),
        Reserved = 0,
        DecidedAt = Now,
        State = OrderState.Sending,
    };
}
