using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TradingBot.Bots.Followers;
using TradingBot.Bots.Loop;
using TradingBot.Core;
using TradingBot.Notifications;
using TradingBot.Telemetry;
using TradingBot.Telemetry.DogStatsd;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Bots.Followers;

/// <summary>A follower that fails is left out, so whether it knows what can happen has to be asked here.</summary>
public sealed class EveryFollowerTests : IAsyncLifetime, IDisposable
{
    private readonly CapturedLog _log = new();
    private readonly ILoggerFactory _logs;
    private readonly SessionMeter _meter = new(new BotSources(() => DateTime.UnixEpoch));
    private readonly DogStatsdClient _client = new(
        DogStatsdTarget.Udp("127.0.0.1", 9), new DogStatsdFormat([]), new ManualTime(), () => 0);

    public EveryFollowerTests() => _logs = LoggerFactory.Create(logging => logging.AddProvider(_log));

    [Fact]
    public void Everything_that_can_happen_is_known_to_each()
    {
        foreach (var follower in Followers())
        {
            foreach (var happened in EventStory.Events)
                follower.Take([happened], EventStory.Snapshot);
            follower.Take([], EventStory.Snapshot);
        }
    }

    [Fact]
    public void What_is_new_is_refused_until_each_knows_it()
    {
        foreach (var follower in Followers())
        {
            follower.Invoking(one => one.Take([new Unheard()], EventStory.Snapshot))
                .Should().Throw<InvariantViolatedException>(follower.GetType().Name);
        }
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _client.DisposeAsync();

    public void Dispose()
    {
        _meter.Dispose();
        _logs.Dispose();
        _log.Dispose();
    }

    /// <summary>All that tell of more than one thing; the others look for what is theirs.</summary>
    private IEnumerable<IBotFollower> Followers() =>
    [
        new SessionLog(_logs.CreateLogger<SessionLog>()),
        new SessionLog(NullLogger<SessionLog>.Instance),
        new SessionNotices(FollowedTrader.Profile, _ => { }),
        _meter,
        new SessionSignals(FollowedTrader.Profile, new FeedAge(() => DateTime.UnixEpoch), _client),
    ];

    private sealed record Unheard() : BotEvent(DateTime.UnixEpoch);
}
