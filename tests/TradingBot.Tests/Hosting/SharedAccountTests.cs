using Microsoft.Extensions.Logging.Abstractions;
using TradingBot.Bots.Orders;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Feeds;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Hosting;

public class SharedAccountTests
{
    private readonly SharedAccount _account = Alone.Account();

    [Fact]
    public void A_report_reaches_the_bot_whose_order_it_is_and_one_that_nobody_claims_reaches_all()
    {
        var (own, others, unclaimed) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var member = new AccountMember(_account, "own", deadMansSwitch: null);
        member.Claim(own);
        new AccountMember(_account, "other", deadMansSwitch: null).Claim(others);
        var events = new EngineQueue();
        var feed = new AccountFeed(events, () => DateTime.UnixEpoch, member.IsAnothers);

        foreach (var id in new[] { own, others, unclaimed })
            feed.Reported(id, new OrderReport("O-1", ReportedStatus.Open, 0, 0, 0, Reason: null));

        Heard(events).Should().Equal(own, unclaimed);
    }

    [Fact]
    public void An_order_stays_with_the_bot_that_claimed_it_first()
    {
        var order = Guid.NewGuid();
        _account.Claim("first", order);
        _account.Claim("second", order);

        (_account.IsAnothers("first", order), _account.IsAnothers("second", order)).Should().Be((false, true));
    }

    [Fact]
    public void Money_and_holdings_are_set_aside_for_each_bot_in_their_currencies()
    {
        Others("a", Bitcoin(cash: 100, held: 1)).Should().Be((0m, 0m));
        Others("b", Bitcoin(cash: 50, held: 2)).Should().Be((100m, 1m));
        Others("c", new AccountShare("EUR", 70, "XBT", 4)).Should().Be((0m, 3m));
        Others("d", new AccountShare("USD", 70, "ETH", 8)).Should().Be((150m, 0m));
        Others("a", Bitcoin(cash: 120, held: 1)).Should().Be((120m, 6m), "it takes the place of what it had");
        Others("b", Bitcoin(cash: 50, held: 2)).Should().Be((190m, 5m));
        Others("e", new AccountShare("XBT", 5, "ETH", 0)).Should().Be((7m, 8m), "coins of one are money of another");
        Others("a", Bitcoin(cash: 120, held: 1)).Should().Be((120m, 11m));
    }

    [Fact]
    public void A_bot_that_could_not_begin_keeps_only_what_it_has_from_earlier_sessions()
    {
        _account.Reserve("new", Bitcoin(cash: 100, held: 0));
        _account.Reserve("stored", Bitcoin(cash: 50, held: 2) with { IsStored = true });
        _account.Release("new");
        _account.Release("stored");

        Others("other", Bitcoin(cash: 0, held: 0)).Should().Be((50m, 2m));
    }

    [Fact]
    public void What_a_check_refuses_is_not_set_aside()
    {
        _account.Reserve("bot", Bitcoin(cash: 1, held: 2));

        _account.Invoking(it => it.Reserve("bot", Bitcoin(cash: 3, held: 4), _ => throw new IOException("planted")))
            .Should().Throw<IOException>();

        Others("other", Bitcoin(cash: 0, held: 0)).Should().Be((1m, 2m));
    }

    [Fact]
    public async Task What_a_bot_is_about_to_spend_or_to_sell_is_not_set_aside_for_it_any_longer()
    {
        _account.Reserve("trader", Bitcoin(cash: 80, held: 1));
        var exchange = Planted.In<IAccount>("", (_, _) =>
            Task.FromResult<Answer<string>>(new Answer<string>.Success("O-1", [])));
        await using var gateway = GatewayOf("trader", exchange);

        gateway.CarryOut(Submit(Orders.Buying(0.5m)));
        OfTrader().Should().Be((30m, 1m), "another bot may have read the account before the coins were there");
        gateway.CarryOut(Submit(Orders.Selling(0.7m)));
        OfTrader().Should().Be((30m, 0.3m));
        gateway.CarryOut(Submit(Orders.OnMargin(Side.Sell, 0.2m)));
        gateway.CarryOut(Submit(Orders.OnMargin(Side.Buy, 0.2m, trade: 1)));
        OfTrader().Should().Be((30m, 0.3m), "what is sold short is borrowed");
        gateway.CarryOut(Submit(Orders.Selling(0.7m)));
        gateway.CarryOut(Submit(Orders.Buying(0.5m)));
        OfTrader().Should().Be((0m, 0m));

        (decimal Cash, decimal Held) OfTrader() => Others("other", Bitcoin(cash: 0, held: 0));
    }

    [Fact]
    public async Task A_bot_that_ends_alone_cancels_what_it_lets_rest_and_the_last_one_leaves_that_to_the_switch()
    {
        var cancelled = new List<Guid>();
        var account = Planted.In<IAccount>("", (_, arguments) =>
        {
            cancelled.Add(((OrderReference)arguments[0]!).ClientOrderId);
            return Task.FromResult<Answer<string>>(new Answer<string>.Success("O-1", []));
        });
        foreach (var bot in new[] { "first", "last" })
            Member(bot, account).Join();

        var order = Resting("O-1");
        await LeaveAsync("first", order);
        cancelled.Should().Equal(order.Id);
        await LeaveAsync("last", order with { Id = Guid.NewGuid() });
        cancelled.Should().Equal([order.Id], "nothing keeps the switch from going off");

        async Task LeaveAsync(string bot, AttemptRecord resting)
        {
            await using var gateway = GatewayOf(bot, account);
            await gateway.LeaveAsync([resting], CancellationToken.None);
        }
    }

    [Fact]
    public async Task An_order_that_was_never_sent_may_be_sent_again()
    {
        var account = Planted.In<IAccount>("", (_, _) =>
            Task.FromResult<Answer<string>>(new Answer<string>.NotSent("not connected")));
        var events = new EngineQueue();
        await using (var gateway = GatewayOf("any", account, events))
            gateway.CarryOut(Submit(Orders.Buying(0.5m)));

        events.Reader.TryRead(out var received).Should().BeTrue();
        received.Event.Should().BeOfType<EngineEvent.OrderRejected>()
            .Which.Should().BeEquivalentTo(new { Reason = "not connected", MayBeRepeated = true });
    }

    [Theory]
    [InlineData("first", "second")]
    [InlineData("second", "second")]
    [InlineData("none: each cancel is taken", null)]
    public async Task While_one_of_the_orders_it_lets_rest_may_still_rest_the_switch_stays_on(
        string failing, string? second)
    {
        var sent = new List<int>();
        var account = Planted.In<IAccount>("", (method, arguments) =>
        {
            if (method.Name == nameof(IAccount.CancelAllAfterAsync))
                sent.Add((int)arguments[0]!);
            var isFailing = arguments[0] is OrderReference { ExchangeId: var id } && id == failing;
            return Task.FromResult<Answer<string>>(
                isFailing ? new Answer<string>.Unknown("no answer") : new Answer<string>.Success("O-1", []));
        });
        var leaving = Member("leaving", account);
        foreach (var bot in new[] { "leaving", "stays" })
            Member(bot, account).Join();
        await leaving.Advance(isResting: true, DateTime.UnixEpoch, CancellationToken.None)!;
        sent.Should().ContainSingle().Which.Should().BePositive();

        await using (var gateway = GatewayOf("leaving", account))
            await gateway.LeaveAsync(
                [Resting("first"), Resting("second") with { ExchangeId = second }], CancellationToken.None);

        await Member("stays", account).Advance(false, DateTime.UnixEpoch.AddMinutes(1), CancellationToken.None)!;
        sent.Should().HaveCount(2);
        sent[1].Should().BePositive("an order may still rest that nobody looks after");
    }

    private (decimal Cash, decimal Held) Others(string bot, AccountShare share) => _account.Others(bot, share);

    private static AccountShare Bitcoin(decimal cash, decimal held) => new("USD", cash, "XBT", held);

    private OrderGateway GatewayOf(string bot, IAccount account, EngineQueue? events = null) => new(
        TestKraken.Listed.Instrument, account, null, events ?? new EngineQueue(), () => DateTime.UnixEpoch,
        NullLogger<OrderGateway>.Instance, Member(bot, account));

    private static OrderCommand.Submit Submit(OrderRequest order) =>
        new(Guid.NewGuid(), order, DateTime.UnixEpoch.AddMinutes(1));

    private static AttemptRecord Resting(string exchangeId) => new()
    {
        Id = Guid.NewGuid(),
        Attempt = 1,
        Number = 7,
        Intent = new OrderIntent(OrderPurpose.Open, Side.Buy, 0.002m, 100, Trade: 0, "up"),
        Reserved = 1,
        DecidedAt = DateTime.UnixEpoch,
        State = OrderState.Accepted,
        ExchangeId = exchangeId,
    };

    private AccountMember Member(string bot, IAccount account) => new(_account, bot, _account.SwitchOf(account));

    private static IEnumerable<Guid> Heard(EngineQueue events)
    {
        while (events.Reader.TryRead(out var received))
            yield return ((EngineEvent.OrderReported)received.Event).Id;
    }
}
