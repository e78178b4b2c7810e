using TradingBot.Core.Orders;

namespace TradingBot.Tests.Exchanges;

/// <summary>What every venue tells those who listen to an account.</summary>
public class ListenerContractTests
{
    [Theory]
    [MemberData(nameof(VenuesUnderTest.Names), MemberType = typeof(VenuesUnderTest))]
    public async Task A_listener_hears_that_an_order_rests_and_that_it_is_cancelled(string venue)
    {
        await using var session = await ExchangeSession.StartAsync(venue, listens: true);
        var order = await session.RestingAsync();

        var id = await session.AcceptedAsync(order);
        await session.UntilAsync(() => session.Heard.Of(order).Count > 0);
        session.Heard.Of(order).Should().OnlyContain(
            report => report.ExchangeId == id && report.Status == ReportedStatus.Open && report.Filled == 0);
        await session.CancelAsync(order, id);
        await session.UntilAsync(() => session.Heard.Of(order)[^1].Status != ReportedStatus.Open);

        var last = session.Heard.Of(order)[^1];
        (last.ExchangeId, last.Status, last.Filled, last.Cost).Should().Be((id, ReportedStatus.Canceled, 0, 0));
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Names), MemberType = typeof(VenuesUnderTest))]
    public async Task A_listener_hears_each_fill_once_and_the_totals_at_the_end(string venue)
    {
        await using var session = await ExchangeSession.StartAsync(venue, listens: true);
        var order = session.AtMarket(times: 40_000); // through several levels of the book

        var id = await session.AcceptedAsync(order);
        await session.UntilAsync(() => session.Heard.Of(order).Any(report => report.Status == ReportedStatus.Filled));

        var real = session.Offline.Orders.Should().ContainSingle().Subject;
        var heard = session.Heard.Of(order);
        (heard[^1].ExchangeId, heard[^1].Filled, heard[^1].Cost).Should().Be((id, real.Filled, real.Cost));
        heard.Select(report => report.Filled).Should().BeInAscendingOrder();
        heard.Select(report => report.Cost).Should().BeInAscendingOrder();
        var fills = heard.Select(report => report.Execution).OfType<Execution>().ToList();
        fills.Should().HaveCountGreaterThan(1);
        fills.Select(fill => fill.Id).Should().OnlyHaveUniqueItems();
        fills.Should().OnlyContain(fill => !fill.IsMaker);
        (fills.Sum(fill => fill.Volume), fills.Sum(fill => fill.Fee.Worth)).Should().Be((real.Filled, real.Fee));
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Names), MemberType = typeof(VenuesUnderTest))]
    public async Task Of_what_happens_while_the_connection_is_lost_a_listener_hears_or_our_id_finds_it(string venue)
    {
        await using var session = await ExchangeSession.StartAsync(venue, listens: true);
        var order = await session.RestingAsync();
        await session.AcceptedAsync(order);
        await session.UntilAsync(() => session.Heard.Of(order).Count > 0);
        var connection = session.Account.Connection!.Value;

        session.Offline.DropConnections();
        await session.UntilAsync(() => connection.Counters.Connections > 1);
        await session.UntilAsync(() => session.IsListening);
        await session.CancelAsync(order);
        await session.UntilAsync(() => session.Heard.Of(order)[^1].Status == ReportedStatus.Canceled);

        (await session.SettleAsync(order))!.Status.Should().Be(ReportedStatus.Canceled);
        session.Offline.Orders.Should().ContainSingle();
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Names), MemberType = typeof(VenuesUnderTest))]
    public async Task A_listener_hears_that_only_cancels_are_taken_and_that_all_is_well_again(string venue)
    {
        await using var session = await ExchangeSession.StartAsync(venue, listens: true);
        await session.AcceptedAsync(session.AtMarket());

        session.Offline.AcceptOrders(all: false);
        await session.UntilAsync(() => session.Heard.Modes.Contains(ExchangeMode.CancelOnly));
        session.Offline.AcceptOrders(all: true);
        await session.UntilAsync(() => session.Heard.Modes[^1] == ExchangeMode.Online);

        await session.AcceptedAsync(session.AtMarket());
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Names), MemberType = typeof(VenuesUnderTest))]
    public async Task All_who_listen_hear_all_of_it_until_they_stop(string venue)
    {
        await using var session = await ExchangeSession.StartAsync(venue, listens: true);
        var (first, second) = (session.AtMarket(), session.AtMarket());
        var other = new HeardReports();

        using (session.Account.Listen(other))
        {
            await session.AcceptedAsync(first);
            await session.UntilAsync(() => other.Of(first).Any(one => one.Status == ReportedStatus.Filled));
        }

        await session.AcceptedAsync(second);
        await session.UntilAsync(() => session.Heard.Of(second).Any(one => one.Status == ReportedStatus.Filled));

        other.Of(first).Should().Equal(session.Heard.Of(first));
        other.Of(second).Should().BeEmpty();
    }
}
