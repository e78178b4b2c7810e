using Microsoft.Extensions.Logging;
using TradingBot.Bots.Followers;
using TradingBot.Core.Engine;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Bots.Followers;

public sealed class BotFollowersTests
{
    private static readonly EngineEvent Something = new EngineEvent.TimerFired(DateTime.UnixEpoch);

    [Fact]
    public void One_that_fails_is_left_out_and_nobody_else_notices()
    {
        var (before, failing, after) = (new Follower(), new Follower { FailsFrom = 2 }, new Follower());
        var reporter = FollowedTrader.Reporter(FollowedTrader.NewTrader(), before, failing, after);

        reporter.Begin();
        reporter.Report(Something, default);
        reporter.Report(Something, default);
        reporter.End(failure: null);

        before.Taken.Should().Equal("Began", "", "", "Ended");
        after.Taken.Should().Equal(before.Taken);
        failing.Taken.Should().Equal("Began", "");
    }

    [Fact]
    public void The_warm_up_is_not_shown()
    {
        var follower = new Follower();
        var reporter = FollowedTrader.Reporter(FollowedTrader.NewTrader(), follower);

        reporter.Report(Something, default);
        reporter.Begin();

        follower.Taken.Should().Equal("Began");
    }

    [Fact]
    public void When_it_cannot_be_made_out_what_to_tell_trading_goes_on_and_a_person_is_told()
    {
        var sources = new BotSources(() => DateTime.UnixEpoch) { QueueDepth = () => throw new IOException("gone") };
        using var log = new CapturedLog();
        using var logs = LoggerFactory.Create(logging => logging.AddProvider(log));
        var follower = new Follower();
        var reporter = FollowedTrader.Reporter(
            FollowedTrader.NewTrader(), sources, FollowedTrader.Profile, [follower], logs.CreateLogger<BotFollowers>());

        reporter.Begin();
        reporter.Report(Something, default);
        reporter.End(failure: null);

        follower.Taken.Should().BeEmpty();
        log.Text.Should().Contain("nothing reports this bot's trading").And.Contain("gone");
    }

    private sealed class Follower : IBotFollower
    {
        public List<string> Taken { get; } = [];

        public int FailsFrom { get; init; } = int.MaxValue;

        public void Take(IReadOnlyList<BotEvent> happened, BotSnapshot now)
        {
            Taken.Add(string.Join(' ', happened.Select(one => one.GetType().Name)));
            if (Taken.Count >= FailsFrom)
                throw new InvalidOperationException("on purpose");
        }
    }
}
