using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Contract.Answers;

namespace TradingBot.Tests.Exchanges;

/// <summary>What every venue promises of an order, by whichever way it goes.</summary>
public class OrderContractTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Ways), MemberType = typeof(VenuesUnderTest))]
    public async Task An_order_at_the_market_is_filled_and_found_with_its_totals(string venue, bool listens)
    {
        await using var session = await ExchangeSession.StartAsync(venue, listens);
        var order = session.AtMarket();

        var id = await session.AcceptedAsync(order);

        var real = session.Offline.Orders.Should().ContainSingle().Subject;
        (real.Id, real.ClientId, real.Filled).Should().Be((id, order.ClientOrderId, order.Volume));
        var totals = new OrderReport(id, ReportedStatus.Filled, real.Filled, real.Cost, real.Fee, Reason: null);
        (await session.FindAsync(order, OrderList.Open)).Should().BeNull();
        (await session.FindAsync(order, OrderList.Closed)).Should().Be(totals);
        (await session.FindAsync(order, OrderList.ById, id)).Should().Be(totals);
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Ways), MemberType = typeof(VenuesUnderTest))]
    public async Task A_limit_order_rests_until_it_is_cancelled(string venue, bool listens)
    {
        await using var session = await ExchangeSession.StartAsync(venue, listens);
        var order = await session.RestingAsync();

        var id = await session.AcceptedAsync(order);

        var open = new OrderReport(id, ReportedStatus.Open, Filled: 0, Cost: 0, Fee: 0, Reason: null);
        (await session.FindAsync(order, OrderList.Open)).Should().Be(open);
        (await session.FindAsync(order, OrderList.Closed)).Should().BeNull();
        (await session.FindAsync(order, OrderList.ById, id)).Should().Be(open);

        (await session.CancelAsync(order, id)).Should().BeOfType<Answer<string>.Success>();

        session.Offline.Orders.Should().ContainSingle().Which.IsOpen.Should().BeFalse();
        (await session.FindAsync(order, OrderList.Open)).Should().BeNull();
        var ended = (await session.FindAsync(order, OrderList.Closed))!;
        (ended.ExchangeId, ended.Status, ended.Filled).Should().Be((id, ReportedStatus.Canceled, 0));
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Ways), MemberType = typeof(VenuesUnderTest))]
    public async Task A_cancel_may_be_repeated_and_the_second_one_finds_the_order_gone(string venue, bool listens)
    {
        await using var session = await ExchangeSession.StartAsync(venue, listens);
        var order = await session.RestingAsync();
        await session.AcceptedAsync(order);

        (await session.CancelAsync(order)).Should().BeOfType<Answer<string>.Success>("our own id is enough");

        (await session.CancelAsync(order)).Should().BeOfType<Answer<string>.Rejected>()
            .Which.Error.Effect.Should().Be(ErrorEffect.OrderIsGone);
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Ways), MemberType = typeof(VenuesUnderTest))]
    public async Task An_order_that_may_only_post_rests_where_it_can(string venue, bool listens)
    {
        await using var session = await ExchangeSession.StartAsync(venue, listens);
        var order = await session.RestingAsync() with { IsPostOnly = true };

        await session.AcceptedAsync(order);

        (await session.FindAsync(order, OrderList.Open)).Should().NotBeNull();
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Ways), MemberType = typeof(VenuesUnderTest))]
    public async Task An_order_that_may_only_post_and_would_trade_is_refused_for_that(string venue, bool listens)
    {
        await using var session = await ExchangeSession.StartAsync(venue, listens);
        var resting = await session.RestingAsync();
        var price = session.Instrument.RoundAgainst(Side.Buy, resting.LimitPrice!.Value * 1.2m);

        var answer = await session.PlaceAsync(resting with { IsPostOnly = true, LimitPrice = price });

        var error = OutcomeContractTests.ErrorOf(answer);
        error.Should().NotBeNull("{0}", answer);
        error!.WouldHaveTraded.Should().BeTrue();
        (await session.SettleAsync(resting)).Should().Match<OrderReport?>(found => found == null || found.Filled == 0);
        session.Offline.Orders.Should().NotContain(order => order.IsOpen || order.Filled > 0);
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Ways), MemberType = typeof(VenuesUnderTest))]
    public async Task A_limit_that_reaches_the_market_trades_at_it_or_better(string venue, bool listens)
    {
        await using var session = await ExchangeSession.StartAsync(venue, listens);
        var resting = await session.RestingAsync();
        var price = session.Instrument.RoundAgainst(Side.Buy, resting.LimitPrice!.Value * 1.2m);

        await session.AcceptedAsync(resting with { LimitPrice = price });

        var report = (await session.SettleAsync(resting))!;
        (report.Status, report.Filled).Should().Be((ReportedStatus.Filled, resting.Volume));
        (report.Cost / report.Filled).Should().BeLessThan(price);
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Ways), MemberType = typeof(VenuesUnderTest))]
    public async Task An_order_that_is_only_checked_is_not_placed(string venue, bool listens)
    {
        await using var session = await ExchangeSession.StartAsync(venue, listens);

        await session.ValueAsync(session.Account.ValidateAsync(session.AtMarket(), None));
        await session.ValueAsync(session.Account.ValidateAsync(await session.RestingAsync(), None));
        var tooSmall = await session.AskAsync(
            session.Account.ValidateAsync(OutcomeContractTests.TooSmall(session), None));

        tooSmall.Should().BeOfType<Answer<string>.Rejected>();
        session.Offline.Orders.Should().BeEmpty();
        (await session.ValueAsync(session.Account.OrdersAsync(session.Offline.Now.AddHours(-1), None)))
            .Orders.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Ways), MemberType = typeof(VenuesUnderTest))]
    public async Task An_order_that_lacks_a_figure_is_a_mistake_and_is_not_sent(string venue, bool listens)
    {
        await using var session = await ExchangeSession.StartAsync(venue, listens);
        NewOrder[] wrong =
        [
            session.AtMarket() with { Volume = 0 },
            session.AtMarket() with { IsPostOnly = true },
            session.AtMarket() with { LimitPrice = 0 },
        ];

        foreach (var order in wrong)
        {
            await session.Account.Invoking(account => account.PlaceAsync(order, None))
                .Should().ThrowAsync<ArgumentException>();
        }

        session.Offline.Orders.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Ways), MemberType = typeof(VenuesUnderTest))]
    public async Task An_order_whose_deadline_has_passed_is_never_taken(string venue, bool listens)
    {
        await using var session = await ExchangeSession.StartAsync(venue, listens);
        if (session.Exchange.Capabilities.ShortestDeadline is not { } shortest)
            return; // such a venue knows no deadlines
        var late = await session.RestingAsync() with { Deadline = session.Offline.Now.AddSeconds(-5) };
        var timely = await session.RestingAsync() with { Deadline = session.Offline.Now + shortest * 2 };

        (await session.PlaceAsync(late)).Should().NotBeOfType<Answer<string>.Success>();
        await session.AcceptedAsync(timely);

        (await session.SettleAsync(late)).Should().BeNull();
        session.Offline.Orders.Should().ContainSingle().Which.ClientId.Should().Be(timely.ClientOrderId);
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Ways), MemberType = typeof(VenuesUnderTest))]
    public async Task A_sale_on_margin_takes_nothing_that_the_account_owns_or_is_not_taken_at_all(
        string venue, bool listens)
    {
        await using var session = await ExchangeSession.StartAsync(venue, listens);
        if (session.Instrument.SellLeverage is not [var leverage, ..])
            return; // such a venue lends nothing
        var before = await session.BalancesAsync();
        var sale = session.AtMarket(Side.Sell) with { Leverage = leverage };

        if (await session.PlaceAsync(sale) is not Answer<string>.Success)
        {
            (await session.SettleAsync(sale)).Should().BeNull("this account may not borrow");
            session.Offline.Orders.Should().BeEmpty();
            return;
        }

        (await session.SettleAsync(sale))!.Filled.Should().Be(sale.Volume);
        (await session.BalancesAsync()).Base.Should().Be(before.Base);
        var closing = sale with { Side = Side.Buy, IsReduceOnly = true, ClientOrderId = Guid.NewGuid() };
        await session.AcceptedAsync(closing);

        (await session.SettleAsync(closing))!.Filled.Should().Be(sale.Volume);
        (await session.BalancesAsync()).Base.Should().Be(before.Base);
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Ways), MemberType = typeof(VenuesUnderTest))]
    public async Task The_dead_mans_switch_cancels_what_rests_unless_it_is_renewed_or_turned_off(
        string venue, bool listens)
    {
        await using var session = await ExchangeSession.StartAsync(venue, listens);
        if (!session.Exchange.Capabilities.HasDeadMansSwitch)
            return;
        var order = await session.RestingAsync();
        await session.AcceptedAsync(order);

        await session.ValueAsync(session.Account.CancelAllAfterAsync(20, None));
        session.Time.Advance(TimeSpan.FromSeconds(15));
        await session.ValueAsync(session.Account.CancelAllAfterAsync(20, None));
        session.Time.Advance(TimeSpan.FromSeconds(15));
        await session.ValueAsync(session.Account.CancelAllAfterAsync(0, None));
        session.Time.Advance(TimeSpan.FromSeconds(60));
        (await session.SettleAsync(order))!.Status.Should().Be(ReportedStatus.Open);
        await session.ValueAsync(session.Account.CancelAllAfterAsync(20, None));
        await session.UntilAsync(() => !session.Offline.Orders[0].IsOpen);

        (await session.SettleAsync(order))!.Status.Should().Be(ReportedStatus.Canceled);
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Ways), MemberType = typeof(VenuesUnderTest))]
    public async Task An_order_that_never_was_is_found_nowhere(string venue, bool listens)
    {
        await using var session = await ExchangeSession.StartAsync(venue, listens);
        await session.AcceptedAsync(session.AtMarket());
        await session.AcceptedAsync(await session.RestingAsync());

        (await session.SettleAsync(session.AtMarket())).Should().BeNull("others of the account are not ours");
        (await session.CancelAsync(session.AtMarket())).Should().BeOfType<Answer<string>.Rejected>()
            .Which.Error.Effect.Should().Be(ErrorEffect.OrderIsGone);
    }
}
