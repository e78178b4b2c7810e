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
    public void Money_is_set_aside_for_each_bot_in_its_currency()
    {
        _account.Reserve("a", "USD", 100).Should().Be(0);
        _account.Reserve("b", "USD", 50).Should().Be(100);
        _account.Reserve("c", "EUR", 70).Should().Be(0);
        _account.Reserve("a", "USD", 120).Should().Be(50, "it takes the place of what it had");
        _account.Reserve("b", "USD", 50).Should().Be(120);
        _account.Release("a");
        _account.Reserve("b", "USD", 50).Should().Be(0, "a bot that was refused has nothing");
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

        var order = new AttemptRecord
        {
            Id = Guid.NewGuid(),
            Attempt = 1,
            Number = 7,
            Intent = new OrderIntent(OrderPurpose.Open, Side.Buy, 0.002m, 100, Trade: 0, "up"),
            Reserved = 1,
            DecidedAt = DateTime.UnixEpoch,
            State = OrderState.Accepted,
            ExchangeId = "O-1",
        };
        await LeaveAsync("first", order);
        cancelled.Should().Equal(order.Id);
        await LeaveAsync("last", order with { Id = Guid.NewGuid() });
        cancelled.Should().Equal([order.Id], "nothing keeps the switch from going off");

        async Task LeaveAsync(string bot, AttemptRecord resting)
        {
            await using var gateway = new OrderGateway(
                TestKraken.Listed.Instrument, account, null, new EngineQueue(), () => DateTime.UnixEpoch,
                NullLogger<OrderGateway>.Instance, Member(bot, account));
            await gateway.LeaveAsync([resting], CancellationToken.None);
        }
    }

    private AccountMember Member(string bot, IAccount account) => new(_account, bot, _account.SwitchOf(account));

    private static IEnumerable<Guid> Heard(EngineQueue events)
    {
        while (events.Reader.TryRead(out var received))
            yield return ((EngineEvent.OrderReported)received.Event).Id;
    }
}
