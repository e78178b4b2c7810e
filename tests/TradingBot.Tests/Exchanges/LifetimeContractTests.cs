using TradingBot.Core.Orders;
using TradingBot.Exchanges.Contract;
using TradingBot.Tests.Simulators;

namespace TradingBot.Tests.Exchanges;

/// <summary>What every venue promises of its rate limits, of what can be watched, and of its end.</summary>
public class LifetimeContractTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Ways), MemberType = typeof(VenuesUnderTest))]
    public async Task Many_orders_wait_for_the_exchanges_limit_and_never_meet_it(string venue, bool listens)
    {
        var tier = VenuesUnderTest.Find(venue).Venue.AccountTiers[0];
        await using var session = await ExchangeSession.StartAsync(venue, listens, tier);
        var (started, full) = (session.Offline.Now, Headroom(session));

        for (var placed = 0; session.Offline.Now - started < TimeSpan.FromSeconds(8); placed++)
        {
            placed.Should().BeLessThan(500, "a limit is reached sometime");
            await session.AcceptedAsync(session.AtMarket(times: 1));
        }

        var worn = Headroom(session);
        session.Time.Advance(TimeSpan.FromMinutes(5));

        (full, worn < 0.1, Headroom(session)).Should().Be((1, true, 1), $"{worn} was left");
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Names), MemberType = typeof(VenuesUnderTest))]
    public async Task Many_reads_wait_for_the_exchanges_limit_and_never_meet_it(string venue)
    {
        var tier = VenuesUnderTest.Find(venue).Venue.AccountTiers[0];
        await using var session = await ExchangeSession.StartAsync(venue, listens: false, tier);

        for (var i = 0; i < 30; i++)
        {
            await session.BalancesAsync();
            await session.ValueAsync(session.Market.TimeAsync(None));
        }

        session.Exchange.RateLimits.Should().OnlyContain(limit => limit.Headroom >= 0 && limit.Headroom <= 1)
            .And.Contain(limit => limit.Headroom < 0.5);
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Names), MemberType = typeof(VenuesUnderTest))]
    public async Task Connections_and_limits_can_be_read_at_any_time_by_any_thread(string venue)
    {
        await using var session = await ExchangeSession.StartAsync(venue);
        session.Exchange.RateLimits.Select(limit => limit.Name).Should().OnlyHaveUniqueItems()
            .And.Contain(RateLimit.Trading);
        var isOver = false;
        var watching = Enumerable.Range(0, 2).Select(reader => Task.Run(() =>
        {
            while (!Volatile.Read(ref isOver))
            {
                _ = session.Account.Connection is { IsConnected: true, Counters.Frames: > 0 };
                _ = session.Exchange.RateLimits.Count(limit => limit.Headroom < 1);
            }
        })).ToList();

        session.Account.Listen(session.Heard);
        session.Run(session.Account.RunAsync);
        for (var i = 0; i < 10; i++)
        {
            await session.AcceptedAsync(session.AtMarket());
            await session.BalancesAsync();
        }

        Volatile.Write(ref isOver, true);
        await watching.Invoking(threads => Task.WhenAll(threads)).Should().NotThrowAsync();
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Names), MemberType = typeof(VenuesUnderTest))]
    public async Task While_a_client_lives_its_key_belongs_to_it_and_afterwards_to_the_next(string venue)
    {
        await using var session = await ExchangeSession.StartAsync(venue);
        var first = session.AtMarket();
        await session.AcceptedAsync(first);
        session.Invoking(one => one.Connect(one.Time)).Should().Throw<IOException>();

        await session.Exchange.DisposeAsync();
        // The clock of the machine was set back in between.
        var time = new ManualTime(session.Time.GetUtcNow().AddSeconds(-30));
        await using var next = session.Connect(time);
        await session.ValueAsync(next.Market.FindAsync(session.Offline.PairNames[0], None));
        var second = session.AtMarket();
        // A write: a read would be repeated with another nonce.
        await session.ValueAsync(next.Account!.PlaceAsync(second, None));

        session.Offline.Orders.Select(order => order.ClientId)
            .Should().Equal(first.ClientOrderId, second.ClientOrderId);
        var found = await session.ValueAsync(next.Account.FindAsync(
            new OrderCommand.Find(
                first.ClientOrderId, Look: 1, OrderList.Closed, session.Offline.Now.AddHours(-1), ExchangeId: null),
            None));
        found!.Status.Should().Be(ReportedStatus.Filled);
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Names), MemberType = typeof(VenuesUnderTest))]
    public async Task A_client_may_be_disposed_of_twice(string venue)
    {
        await using var session = await ExchangeSession.StartAsync(venue);

        await session.Exchange.DisposeAsync();

        await session.Exchange.Invoking(exchange => exchange.DisposeAsync().AsTask()).Should().NotThrowAsync();
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Names), MemberType = typeof(VenuesUnderTest))]
    public async Task A_connection_that_is_cancelled_ends_quietly_and_is_no_longer_connected(string venue)
    {
        await using var session = await ExchangeSession.StartAsync(venue);
        using var stop = new CancellationTokenSource();
        session.Account.Listen(session.Heard);
        var running = session.Account.RunAsync(stop.Token);
        await session.UntilAsync(() => session.IsListening);

        await stop.CancelAsync();
        await session.UntilAsync(() => running.IsCompleted);

        running.IsCompletedSuccessfully.Should().BeTrue();
        session.IsListening.Should().BeFalse();
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Names), MemberType = typeof(VenuesUnderTest))]
    public async Task A_venue_knows_its_classes_its_fees_and_its_pairs_without_asking(string venue)
    {
        await using var session = await ExchangeSession.StartAsync(venue);
        var known = session.Row.Venue;

        known.AccountTiers.Should().NotBeEmpty().And.OnlyHaveUniqueItems();
        known.AccountTiers.Select(known.LimitsOf).Should().OnlyContain(line => line.Length > 0);
        var listed = known.Pairs.Find(session.Offline.PairNames[0]);
        listed!.Symbol.Should().Be(session.Instrument.Symbol);
        known.ProblemOf(session.Offline.Key).Should().BeNull();
        session.Exchange.Venue.Should().BeSameAs(known);
        session.Exchange.Addresses.Select(address => address.Name).Should().OnlyHaveUniqueItems();
    }

    private static double Headroom(ExchangeSession session) =>
        session.Exchange.RateLimits.Single(limit => limit.Name == RateLimit.Trading).Headroom;
}
