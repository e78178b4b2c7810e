using Microsoft.Extensions.Logging.Abstractions;
using TradingBot.Bots.Followers;
using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Feeds;
using TradingBot.Exchanges.Kraken;
using TradingBot.Hosting;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Hosting;

/// <summary>What is around a trader is told in words that are no exchange's.</summary>
public sealed class SessionSourcesTests : IDisposable
{
    private readonly KrakenSockets _sockets;
    private readonly TestKraken _kraken;

    public SessionSourcesTests()
    {
        _sockets = new KrakenSockets(
            new KrakenAddresses(), speed: 1, RealNetwork.With(TimeProvider.System), NullLoggerFactory.Instance);
        _kraken = new TestKraken(new ScriptedHandler(ScriptedHandler.Result("{}"))) { Sockets = _sockets };
    }

    [Fact]
    public void Each_counter_of_a_connection_is_told_under_its_own_name()
    {
        _sockets.Public(_ => { });
        var counters = _sockets.All[0].Counters;
        Times(6, counters.CountFrame);
        Times(5, counters.CountMalformed);
        Times(2, counters.CountConnection);
        Times(3, counters.CountResubscription);
        Times(4, counters.CountMismatch);

        Sources(isLive: false).Connections().Should().Equal(
            new ConnectionStatus("public", IsConnected: false, 2, 3, Frames: 6, Malformed: 5, ChecksumFailures: 4));
    }

    [Theory]
    [InlineData(false, "public private")]
    [InlineData(true, "public private trading")]
    public void The_allowance_of_orders_is_told_where_orders_are_sent(bool isLive, string names)
    {
        var limits = Sources(isLive).Limits();

        string.Join(' ', limits.Select(limit => limit.Name)).Should().Be(names);
    }

    [Fact]
    public async Task Headroom_is_that_of_the_limit_it_is_named_after()
    {
        await _kraken.Allowances.Private.TakeAsync(cost: 4, CancellationToken.None);

        Sources(isLive: false).Limits().Should().SatisfyRespectively(
            first => first.Should().Be(new LimitHeadroom("public", 1)),
            second => second.Headroom.Should().BeInRange(0.1, 0.9));
    }

    public void Dispose() => _kraken.Dispose();

    private BotSources Sources(bool isLive) => SessionFollowers.SourcesOf(
        new ExchangeTime(_kraken.Time), new EngineQueue(), _kraken.Exchange, isLive);

    private static void Times(int count, Action act)
    {
        for (var i = 0; i < count; i++)
            act();
    }
}
