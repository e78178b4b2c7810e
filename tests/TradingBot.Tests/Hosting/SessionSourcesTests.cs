using Microsoft.Extensions.Logging.Abstractions;
using TradingBot.Bots.Followers;
using TradingBot.Hosting;
using TradingBot.Kraken;
using TradingBot.Kraken.Feed;
using TradingBot.Kraken.Limits;
using TradingBot.Kraken.Rest;
using TradingBot.Kraken.Sockets;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Hosting;

/// <summary>What is around a trader is told in words that are no exchange's.</summary>
public sealed class SessionSourcesTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly SessionSockets _sockets;
    private readonly RestAllowances _calls;

    public SessionSourcesTests()
    {
        _sockets = new SessionSockets(
            new KrakenOptions { StateDirectory = "unused" }, new SessionEnvironment(_time), NullLoggerFactory.Instance);
        _calls = new RestAllowances(AccountTier.Starter, _time);
    }

    [Fact]
    public void Each_counter_of_a_connection_is_told_under_its_own_name()
    {
        var counters = _sockets.Public(_ => { }).Counters;
        Times(5, () => counters.CountFrame(new SocketMessage.Malformed("?")));
        Times(2, counters.CountConnection);
        Times(3, counters.CountResubscription);
        Times(4, counters.CountMismatch);
        counters.CountFrame(new SocketMessage.UnknownChannel("news"));

        Sources(orders: null).Connections().Should().Equal(
            new ConnectionStatus("public", IsConnected: false, 2, 3, Frames: 6, Malformed: 5, ChecksumFailures: 4));
    }

    [Theory]
    [InlineData(false, "public private")]
    [InlineData(true, "public private trading")]
    public void The_allowance_of_orders_is_told_where_orders_are_sent(bool isLive, string names)
    {
        var limits = Sources(isLive ? _calls.Trading : null).Limits();

        string.Join(' ', limits.Select(limit => limit.Name)).Should().Be(names);
    }

    [Fact]
    public async Task Headroom_is_that_of_the_limit_it_is_named_after()
    {
        await _calls.Private.TakeAsync(cost: 4, CancellationToken.None);

        Sources(orders: null).Limits().Should().SatisfyRespectively(
            first => first.Should().Be(new LimitHeadroom("public", 1)),
            second => second.Headroom.Should().BeInRange(0.1, 0.9));
    }

    public void Dispose() => _calls.Dispose();

    private BotSources Sources(TradingAllowance? orders) => SessionFollowers.SourcesOf(
        new ExchangeTime(_time), new EngineQueue(), _sockets, _calls, orders);

    private static void Times(int count, Action act)
    {
        for (var i = 0; i < count; i++)
            act();
    }
}
