using TradingBot.Bots.Followers;
using TradingBot.Bots.Loop;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Feeds;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Hosting;

/// <summary>What is around a trader is told in words that are no exchange's.</summary>
public sealed class SessionSourcesTests : IDisposable
{
    private readonly SocketCounters _counters = new();
    private readonly TestKraken _kraken = new(new ScriptedHandler(ScriptedHandler.Result("{}")));

    [Fact]
    public void Each_counter_of_a_connection_is_told_under_its_own_name()
    {
        Times(6, _counters.CountFrame);
        Times(5, _counters.CountMalformed);
        Times(2, _counters.CountConnection);
        Times(3, _counters.CountResubscription);
        Times(4, _counters.CountMismatch);

        Sources(isLive: false).Connections().Should().Equal(
            new ConnectionStatus("public", IsConnected: false, 2, 3, Frames: 6, Malformed: 5, ChecksumFailures: 4));
    }

    [Fact]
    public void A_bot_is_told_of_its_own_stream_and_of_its_account_not_of_other_bots_streams()
    {
        _kraken.Exchange.Account!.Listen(Alone.Feed(new EngineQueue(), () => DateTime.UnixEpoch)).Dispose();
        var deaf = Planted.In<IMarketListener>("", (_, _) => null);
        _ = _kraken.Exchange.Market.Follow(TestKraken.Listed.Instrument, 10, deaf);

        Sources(isLive: true).Connections().Select(connection => connection.Name).Should().Equal("public", "test");
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
        new ExchangeTime(_kraken.Time),
        new EngineQueue(),
        _kraken.Exchange,
        Planted.In<IMarketFeed>("", (_, _) => new ConnectionState("public", IsConnected: false, _counters)),
        isLive ? _kraken.Exchange.Account : null);

    private static void Times(int count, Action act)
    {
        for (var i = 0; i < count; i++)
            act();
    }
}
