using System.Collections.Concurrent;
using Serilog.Core;
using Serilog.Events;
using TradingBot.Bots.Followers;
using TradingBot.Bots.Loop;
using TradingBot.Bots.Orders;
using TradingBot.Core.Accounts;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Core.Risk.Breakers;
using TradingBot.Core.Strategies;
using TradingBot.Exchanges.Feeds;
using TradingBot.Logging;
using TradingBot.Tests.Bots.Followers;
using TradingBot.Tests.Kraken;
using TradingBot.Tests.Storage;
using TradingBot.Tests.Supervision;

namespace TradingBot.Tests.Logging;

public class SessionLogsTests
{
    private const int QueueLength = 8;
    private const int Lines = 100;

    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_sink_that_blocks_for_ever_costs_lines_and_no_trade()
    {
        using var sink = new BlockingSink();
        var logs = Logs(sink, TimeSpan.Zero);
        await FillAsync(logs, sink);

        Trade(logs).Should().ContainSingle().Which.Should().BeOfType<OrderCommand.Submit>();

        logs.Lost.Should().Be(Lines);
        await logs.DisposeAsync(); // and the end comes, too
        sink.Lines.Should().BeEmpty();
    }

    [Fact]
    public async Task A_sink_that_throws_costs_lines_and_no_trade()
    {
        var logs = Logs(new ThrowingSink(int.MaxValue), Guard);

        Trade(logs).Should().ContainSingle();

        await logs.DisposeAsync();
        logs.Lost.Should().Be(Lines);
    }

    [Fact]
    public async Task One_sink_that_blocks_does_not_hold_up_another()
    {
        using var blocked = new BlockingSink();
        using var other = new BlockingSink();
        other.Release();
        var logs = new SessionLogs(new LogSettings(), TimeProvider.System, [blocked, other], Lines, TimeSpan.Zero);

        logs.Logger.Information("first");

        await blocked.Entered.WaitAsync(Guard);
        await other.Written.WaitAsync(Guard);
        await logs.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_the_user_reads_beside_the_log_is_only_in_files_and_in_lines_for_machines(bool isJson)
    {
        using var console = new BlockingSink();
        using var file = new BlockingSink();
        console.Release();
        file.Release();
        var settings = new LogSettings { IsJson = isJson };
        var logs = new SessionLogs(settings, TimeProvider.System, [console, file], QueueLength, Guard);

        logs.FileLogger.Error("Ended");
        await logs.DisposeAsync();

        file.Lines.Should().Equal("Ended");
        console.Lines.Should().HaveCount(isJson ? 1 : 0);
    }

    [Fact]
    public async Task What_was_dropped_is_told_in_its_place_once_the_sink_writes_again()
    {
        using var sink = new BlockingSink();
        var logs = Logs(sink, Guard);
        await FillAsync(logs, sink);
        logs.Logger.Information("dropped");
        logs.Logger.Information("dropped");

        sink.Release();
        await logs.DisposeAsync();

        sink.Lines.Should().Equal(
            ["first", "2 log lines are missing here: they came faster than they could be written", .. Enumerable.Repeat("queued", QueueLength)]);
    }

    [Fact]
    public async Task What_failed_is_told_once_the_sink_writes_again()
    {
        var sink = new ThrowingSink(times: 3);
        var logs = Logs(sink, Guard);
        foreach (var line in new[] { "1", "2", "3", "4" })
            logs.Logger.Information("{Line}", line);

        await logs.DisposeAsync();

        sink.Lines.Should().Equal("3 log lines are missing here: the disk is full", "4");
    }

    [Fact]
    public async Task The_others_are_told_of_a_sink_that_begins_to_fail_and_once_only()
    {
        using var other = new BlockingSink();
        other.Release();
        var failing = new ThrowingSink(times: 3);
        var logs = new SessionLogs(new LogSettings(), TimeProvider.System, [failing, other], QueueLength, Guard);
        logs.Logger.Information("1");
        await SupervisedProcess.WaitAsync(() => other.Lines.Count() == 2);
        logs.Logger.Information("2");
        logs.Logger.Information("3");

        await logs.DisposeAsync();

        other.Lines.Should().BeEquivalentTo("1", "Log lines are being lost elsewhere: the disk is full", "2", "3");
        failing.Lines.Should().BeEmpty();
    }

    [Fact]
    public async Task A_line_has_the_sessions_time_at_which_it_was_said()
    {
        var clock = new ManualTime();
        using var sink = new BlockingSink();
        var logs = new SessionLogs(new LogSettings(), clock, [sink], QueueLength, Guard);
        var said = clock.GetUtcNow();

        logs.Logger.Information("now");
        await sink.Entered.WaitAsync(Guard);
        clock.Advance(TimeSpan.FromHours(1));
        sink.Release();
        await logs.DisposeAsync();

        sink.Times.Should().Equal(said);
    }

    [Fact]
    public async Task What_is_below_the_level_is_left_out()
    {
        using var sink = new BlockingSink();
        sink.Release();
        var logs = new SessionLogs(
            new LogSettings { Level = LogEventLevel.Warning }, TimeProvider.System, [sink], QueueLength, Guard);

        logs.Logger.Information("not this");
        logs.Logger.Warning("this");
        await logs.DisposeAsync();

        sink.Lines.Should().Equal("this");
    }

    private static SessionLogs Logs(ILogEventSink sink, TimeSpan patience) =>
        new(new LogSettings(), TimeProvider.System, [sink], QueueLength, patience);

    /// <summary>The sink hangs in one line, and its queue holds all it can.</summary>
    private static async Task FillAsync(SessionLogs logs, BlockingSink sink)
    {
        logs.Logger.Information("first");
        await sink.Entered.WaitAsync(Guard);
        for (var i = 0; i < QueueLength; i++)
            logs.Logger.Information("queued");
        logs.Lost.Should().Be(0);
    }

    /// <summary>A trading loop that logs at each of its events decides and acts.</summary>
    private static List<OrderCommand> Trade(SessionLogs logs)
    {
        using var bot = new StoredBot();
        using var database = bot.Open();
        var eager = new StrategyDefinition(
            "eager", "enters", [StrategyParameter.Price("close"), .. ExitParameters.Declare()], (_, _) => new Entering());
        var trader = new Trader(
            Backtests.Setup(eager), new OrderRules(), new BreakerLimits(), database.Journal.Begin(StoredBot.Time, "{}"));
        database.Journal.Commit(trader);
        var reporter = FollowedTrader.Reporter(trader, new Talker(logs.Logger));
        var gateway = new Gateway();
        var loop = new TradingLoop(
            trader, new EngineQueue().Reader, database.Journal, gateway, reporter, TimeProvider.System);
        reporter.Begin();
        loop.Take(new EngineEvent.TradePrinted(new Trade(1, StoredBot.Time, Price: 100, Volume: 1, Side.Buy)));
        for (var i = 2; i < Lines; i++)
            loop.Take(new EngineEvent.TimerFired(StoredBot.Time));
        loop.Take(new EngineEvent.Elapsed(StoredBot.Time.AddMinutes(1)));
        return gateway.Commands;
    }

    private sealed class Talker(Logger log) : IBotFollower
    {
        public void Take(IReadOnlyList<BotEvent> happened, BotSnapshot now)
        {
            if (happened is not [BotEvent.Began])
                log.Information("{Time}", now.Time);
        }
    }

    private sealed class Gateway : IOrderGateway
    {
        public List<OrderCommand> Commands { get; } = [];

        public void CarryOut(OrderCommand command) => Commands.Add(command);

        public void Ask(AccountQuestion question)
        {
        }

        public void Advance(bool isResting)
        {
        }
    }

    private sealed class Entering : IStrategy
    {
        public int WarmUp => 0;

        public Signal OnCandleClosed(in Candle candle) => Signal.Enter("always");
    }

    /// <summary>Hangs in its first line until it is released.</summary>
    private sealed class BlockingSink : ILogEventSink, IDisposable
    {
        private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim _gate = new();
        private readonly ConcurrentQueue<LogEvent> _events = new();

        public Task Entered => _entered.Task;

        public Task Written => _written.Task;

        public IEnumerable<string> Lines => _events.Select(LogFormatter.MessageOf);

        public IEnumerable<DateTimeOffset> Times => _events.Select(one => one.Timestamp);

        public void Emit(LogEvent logEvent)
        {
            _entered.TrySetResult();
            _gate.Wait();
            _events.Enqueue(logEvent);
            _written.TrySetResult();
        }

        public void Release() => _gate.Set();

        public void Dispose() => Release(); // the thread that waits has to end with the test
    }

    private sealed class ThrowingSink(int times) : ILogEventSink
    {
        private readonly ConcurrentQueue<LogEvent> _events = new();
        private int _left = times;

        public IEnumerable<string> Lines => _events.Select(LogFormatter.MessageOf);

        public void Emit(LogEvent logEvent)
        {
            if (_left-- > 0)
                throw new IOException("the disk is full");

            _events.Enqueue(logEvent);
        }
    }
}
