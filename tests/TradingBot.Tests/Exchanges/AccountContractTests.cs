using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Contract.Answers;

namespace TradingBot.Tests.Exchanges;

/// <summary>What every venue promises of balances, fees, rights and changes.</summary>
public class AccountContractTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [MemberData(nameof(Sides))]
    public async Task A_fill_changes_the_balances_by_exactly_its_volume_its_cost_and_its_fee(string venue, Side side)
    {
        await using var session = await ExchangeSession.StartAsync(venue);
        var before = await session.BalancesAsync();
        var order = session.AtMarket(side);

        var id = await session.AcceptedAsync(order);
        var report = (await session.FindAsync(order, OrderList.ById, id))!;
        var after = await session.BalancesAsync();

        var sign = side == Side.Buy ? 1 : -1;
        report.Fee!.Value.Worth.Should().BePositive();
        (after.Base - before.Base).Should().Be(sign * report.Filled - report.Fee!.Value.Base);
        (after.Quote - before.Quote).Should().Be(-sign * report.Cost - report.Fee!.Value.Cash);
        (after.Base, after.Quote).Should().Be(session.Offline.Balances);
        (before.FreeQuote, after.FreeQuote).Should().Be((before.Quote, after.Quote), "no order holds anything");
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Names), MemberType = typeof(VenuesUnderTest))]
    public async Task A_resting_purchase_holds_money_until_it_is_cancelled(string venue)
    {
        await using var session = await ExchangeSession.StartAsync(venue);
        var before = await session.BalancesAsync();
        var order = await session.RestingAsync();

        await session.AcceptedAsync(order);
        var held = await session.BalancesAsync();
        (await session.CancelAsync(order)).Should().BeOfType<Answer<string>.Success>();

        (held.Base, held.Quote).Should().Be((before.Base, before.Quote));
        (held.Quote - held.FreeQuote).Should().BeGreaterThanOrEqualTo(order.Volume * order.LimitPrice!.Value);
        (await session.BalancesAsync()).Should().Be(before);
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Names), MemberType = typeof(VenuesUnderTest))]
    public async Task The_accounts_own_fee_rates_are_those_that_it_is_charged(string venue)
    {
        await using var session = await ExchangeSession.StartAsync(venue);
        var fees = await session.ValueAsync(session.Account.FeesAsync(session.Instrument, None));
        var order = session.AtMarket(times: 200);

        await session.AcceptedAsync(order);
        var report = (await session.SettleAsync(order))!;

        fees.Should().NotBeNull();
        fees!.Value.Maker.Should().BeInRange(0, fees.Value.Taker);
        report.Fee!.Value.Worth.Should().BeApproximately(
            report.Cost * fees.Value.Taker, session.Instrument.CostRounding);
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Names), MemberType = typeof(VenuesUnderTest))]
    public async Task A_key_that_may_trade_and_not_withdraw_says_so_and_each_right_can_be_tried(string venue)
    {
        await using var session = await ExchangeSession.StartAsync(venue);

        var rights = await session.ValueAsync(session.Account.RightsAsync(None));
        var tried = await session.AskAsync(session.Account.TryRightsAsync(None));

        rights.MayWithdraw.Should().NotBe(true);
        tried.Should().NotBeEmpty().And.OnlyContain(right => right.Trouble == null && !right.IsDenied);
        session.Offline.Orders.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Names), MemberType = typeof(VenuesUnderTest))]
    public async Task A_right_that_is_denied_is_told_from_one_that_could_not_be_tried(string venue)
    {
        await using var session = await ExchangeSession.StartAsync(venue);

        session.Offline.Break(Fault.SignatureRefused, Call.Balances, times: 0);
        var denied = await session.AskAsync(session.Account.TryRightsAsync(None));
        session.Offline.Break(Fault.ServerError, Call.Balances, times: 0);
        var untried = await session.AskAsync(session.Account.TryRightsAsync(None));

        denied.Where(right => right.Trouble != null).Should().ContainSingle().Which.IsDenied.Should().BeTrue();
        untried.Where(right => right.Trouble != null).Should().ContainSingle().Which.IsDenied.Should().BeFalse();
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Names), MemberType = typeof(VenuesUnderTest))]
    public async Task Changes_add_up_to_the_change_of_the_balances_and_name_their_orders(string venue)
    {
        await using var session = await ExchangeSession.StartAsync(venue);
        await session.AcceptedAsync(session.AtMarket(Side.Buy));
        session.Time.Advance(TimeSpan.FromSeconds(2));
        var (before, since) = (await session.BalancesAsync(), session.Offline.Now);
        session.Time.Advance(TimeSpan.FromSeconds(2));
        NewOrder[] orders = [session.AtMarket(Side.Buy, times: 40), session.AtMarket(Side.Sell, times: 30)];
        var ids = new List<string>();
        foreach (var order in orders)
            ids.Add(await session.AcceptedAsync(order));

        var after = await session.BalancesAsync();
        var changes = await session.ValueAsync(session.Account.ChangesAsync(session.Instrument, since, None));

        changes.IsWhole.Should().BeTrue();
        Sum(changes, isBase: true).Should().Be(after.Base - before.Base);
        Sum(changes, isBase: false).Should().Be(after.Quote - before.Quote);
        changes.Entries.Select(entry => entry.Id).Should().OnlyHaveUniqueItems();
        changes.Entries.Select(entry => entry.ClientId).Distinct()
            .Should().BeEquivalentTo(orders.Select(order => (Guid?)order.ClientOrderId));
        changes.Entries.Select(entry => entry.ExchangeId).Distinct().Should().BeEquivalentTo(ids);
        changes.Entries.Should().OnlyContain(entry => entry.Time > since && entry.Time <= session.Offline.Now);
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Names), MemberType = typeof(VenuesUnderTest))]
    public async Task Orders_since_an_instant_are_the_open_ones_and_those_that_were_open_since(string venue)
    {
        await using var session = await ExchangeSession.StartAsync(venue);
        var (open, old, recent) = (await session.RestingAsync(), session.AtMarket(), session.AtMarket());
        var openId = await session.AcceptedAsync(open);
        await session.AcceptedAsync(old);
        session.Time.Advance(TimeSpan.FromSeconds(5));
        var since = session.Offline.Now;
        session.Time.Advance(TimeSpan.FromSeconds(5));
        var recentId = await session.AcceptedAsync(recent);

        var orders = await session.ValueAsync(session.Account.OrdersAsync(since, None));

        orders.IsWhole.Should().BeTrue();
        orders.Orders.Select(order => (order.ClientOrderId, order.Report.ExchangeId, order.Report.Status))
            .Should().BeEquivalentTo([
                ((Guid?)open.ClientOrderId, openId, ReportedStatus.Open),
                (recent.ClientOrderId, recentId, ReportedStatus.Filled)]);
    }

    public static TheoryData<string, Side> Sides => VenuesUnderTest.Each(Side.Buy, Side.Sell);

    private static decimal Sum(AccountChanges changes, bool isBase) =>
        changes.Entries.Where(entry => entry.IsBase == isBase).Sum(entry => entry.Change);
}
