using TradingBot.Bots.Loop;
using TradingBot.Bots.Orders;
using TradingBot.Core.Accounts;
using TradingBot.Core.Engine;
using TradingBot.Core.Orders;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Core.Risk.Breakers;
using TradingBot.Exchanges.Feeds;
using TradingBot.Storage;
using TradingBot.Supervision;
using TradingBot.Tests.Bots.Followers;
using TradingBot.Tests.Kraken;
using TradingBot.Tests.Storage;

namespace TradingBot.Tests.Supervision;

public sealed class SupervisedSessionTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly StoredBot _bot = new();
    private readonly BotDatabase _database;
    private readonly SupervisorSocket _supervisor = new();
    private readonly NotifySocket _socket;
    private readonly StartProgress _start;
    private readonly ManualTime _time = new();
    private readonly EngineQueue _queue = new();
    private readonly StuckGateway _gateway = new();
    private readonly TradingLoop _loop;

    public SupervisedSessionTests()
    {
        _database = _bot.Open();
        _socket = NotifySocket.Open(_ => _supervisor.Address)!;
        _start = new StartProgress(_socket);
        var trader = new Trader(
            Backtests.Setup("sma-cross", 1, "fast=2", "slow=4"),
            new OrderRules(),
            new BreakerLimits(),
            _database.Journal.Begin(StoredBot.Time, "{}"));
        var reporter = FollowedTrader.Reporter(trader, new SupervisedSession(
            new SupervisedAlone(_socket, _start), Limit, _time));
        _loop = new TradingLoop(trader, _queue.Reader, _database.Journal, _gateway, reporter, TimeProvider.System);
        reporter.Begin();
    }

    [LinuxFact]
    public void A_session_is_ready_when_it_follows_the_market_and_says_what_it_does()
    {
        _loop.Take(new EngineEvent.ModeChanged(StoredBot.Time, ExchangeMode.Online));
        _supervisor.All().Should().BeEmpty("the market since the warm-up is still unknown");

        Tick();
        Tick();

        _supervisor.All().Should().Equal("READY=1", $"STATUS={FollowedTrader.Profile.Banner}");
    }

    [LinuxFact]
    public void That_it_is_ready_is_said_again_until_there_is_room_for_it()
    {
        while (_socket.Send("X-FULL=1"))
        {
            // until the supervisor's queue is full
        }

        Tick();
        _supervisor.All().Should().OnlyContain(message => message == "X-FULL=1");
        Tick();

        _supervisor.All().Should().Equal("READY=1", $"STATUS={FollowedTrader.Profile.Banner}");
    }

    [LinuxFact]
    public void The_watchdog_is_fed_by_events_three_times_a_limit()
    {
        var fed = 0;
        for (var second = 1; second <= 60; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            Tick();
            fed += _supervisor.All().Count(datagram => datagram == "WATCHDOG=1");
            fed.Should().Be(second / 10);
        }
    }

    [LinuxFact]
    public async Task A_loop_that_hangs_does_not_feed_the_watchdog_whatever_waits_for_it()
    {
        Tick();
        var running = Task.Run(() => _loop.RunAsync(CancellationToken.None));
        _gateway.Hangs = true;
        _queue.Write(new EngineEvent.TimerFired(StoredBot.Time));
        await _gateway.Hanging.Task.WaitAsync(TimeSpan.FromMinutes(1));
        _supervisor.All();

        for (var second = 0; second < 120; second++)
        {
            _queue.Write(new EngineEvent.TimerFired(StoredBot.Time));
            _time.Advance(TimeSpan.FromSeconds(1)); // a timer of the program's own would fire here
        }

        _supervisor.All().Should().BeEmpty();
        _gateway.Release.Set();
        _supervisor.Next().Should().Be("WATCHDOG=1");
        _queue.End();
        await running;
    }

    [LinuxFact]
    public async Task Each_answer_prolongs_the_start_until_the_session_is_ready()
    {
        using var handler = _start.Handler();
        handler.InnerHandler = new ScriptedHandler(ScriptedHandler.Result("{}"));
        using var http = new HttpClient(handler) { BaseAddress = new Uri("http://kraken.invalid") };

        await http.GetStringAsync("/0/public/Time");
        _supervisor.All().Should().Equal("EXTEND_TIMEOUT_USEC=60000000");

        Tick();
        _supervisor.All();
        await http.GetStringAsync("/0/public/Time");
        _supervisor.All().Should().BeEmpty();
    }

    public void Dispose()
    {
        _gateway.Release.Dispose();
        _socket.Dispose();
        _supervisor.Dispose();
        _database.Dispose();
        _bot.Dispose();
    }

    private void Tick() => _loop.Take(new EngineEvent.TimerFired(StoredBot.Time));

    /// <summary>Hangs on demand, as a socket, a disk or a bug of ours may.</summary>
    private sealed class StuckGateway : IOrderGateway
    {
        public volatile bool Hangs;

        public TaskCompletionSource Hanging { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ManualResetEventSlim Release { get; } = new();

        public void CarryOut(OrderCommand command)
        {
        }

        public void Ask(AccountQuestion question)
        {
        }

        public void Advance(bool isResting)
        {
            if (!Hangs)
                return;
            Hanging.TrySetResult();
            Release.Wait();
        }
    }
}
