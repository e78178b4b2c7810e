using Microsoft.Extensions.Logging.Abstractions;
using TradingBot.Core.Engine;
using TradingBot.Hosting;

namespace TradingBot.Tests.Hosting;

public sealed class SessionObserversTests
{
    private static readonly EngineEvent Something = new EngineEvent.TimerFired(DateTime.UnixEpoch);

    [Fact]
    public void One_that_fails_is_left_out_and_nobody_else_notices()
    {
        var (before, failing, after) = (new Onlooker(), new Onlooker { Fails = true }, new Onlooker());
        var observers = Of(before, failing, after);

        observers.Begin();
        observers.Observe(Something);
        observers.Observe(Something);
        observers.End(failure: null);

        before.Seen.Should().Equal("begin", "TimerFired", "TimerFired", "end");
        after.Seen.Should().Equal(before.Seen);
        failing.Seen.Should().Equal("begin", "TimerFired");
    }

    [Fact]
    public void The_warm_up_is_not_shown()
    {
        var onlooker = new Onlooker();
        var observers = Of(onlooker);

        observers.Observe(Something);
        observers.Begin();

        onlooker.Seen.Should().Equal("begin");
    }

    private static SessionObservers Of(params ISessionObserver[] observers) =>
        new(observers, NullLogger<SessionObservers>.Instance);

    private sealed class Onlooker : ISessionObserver
    {
        public List<string> Seen { get; } = [];

        public bool Fails { get; init; }

        public void Begin() => Seen.Add("begin");

        public void Observe(EngineEvent happened)
        {
            Seen.Add(happened.GetType().Name);
            if (Fails)
                throw new InvalidOperationException("on purpose");
        }

        public void End(Exception? failure) => Seen.Add("end");
    }
}
