using Microsoft.Extensions.Logging.Abstractions;
using TradingBot.Core.Engine;
using TradingBot.Exchanges.Feeds;
using TradingBot.Exchanges.Kraken;
using TradingBot.Exchanges.Kraken.Limits;
using TradingBot.Exchanges.Kraken.Sockets;
using TradingBot.Exchanges.Kraken.Sockets.Wire;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Hosting;

/// <summary>One clock a session: what the account's line tells bears the exchange's time, whatever the wall's shows.</summary>
public class AccountFeedClockTests
{
    private static readonly DateTime Heard = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);
    private readonly ManualTime _time = new();
    private readonly EngineQueue _queue = new();
    private Action<SocketMessage> _receive = _ => { };

    [Theory]
    [InlineData(3600)]
    [InlineData(-3600)]
    [InlineData(86_400 * 365)]
    public async Task A_step_of_the_wall_clock_changes_no_events_time(int seconds)
    {
        var clock = new ExchangeTime(_time);
        clock.Observe(Heard);
        Feed(clock);
        _time.Advance(TimeSpan.FromSeconds(5));
        _time.SetWallClock(_time.GetUtcNow().AddSeconds(seconds));
        _time.Advance(TimeSpan.FromSeconds(2));

        _receive(new SocketMessage.Status(new StatusRow { System = "online" }));
        _receive(new SocketMessage.Executions(IsSnapshot: true, Sequence: 1, [Row()]));

        var mode = (await _queue.Reader.ReadAsync()).Event.Should().BeOfType<EngineEvent.ModeChanged>().Subject;
        var report = (await _queue.Reader.ReadAsync()).Event.Should().BeOfType<EngineEvent.OrderReported>().Subject;
        mode.Time.Should().Be(Heard.AddSeconds(7));
        report.Time.Should().Be(Heard.AddSeconds(7), "as the timer's events are");
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(-3600)]
    public void The_exchanges_time_goes_on_as_it_did_when_the_wall_clock_steps(int seconds)
    {
        var clock = new ExchangeTime(_time);
        clock.Observe(Heard);
        _time.SetWallClock(_time.GetUtcNow().AddSeconds(seconds));
        _time.Advance(TimeSpan.FromSeconds(30));

        clock.Now.Should().Be(Heard.AddSeconds(30));
        clock.IsFresh.Should().BeTrue();
    }

    private static ExecutionRow Row() => new()
    {
        OrderId = "OABCDE-FGHIJ-KLMNOP",
        ClientOrderId = "12345678-1234-4234-8234-123456789abc",
        Step = "new",
        OrderStatus = "new",
    };

    private void Feed(ExchangeTime clock)
    {
        var stream = new KrakenAccountStream(
            new TradingAllowance(AccountTier.Starter, _time),
            receive =>
            {
                _receive = receive;
                return TestKraken.Unconnected(receive, _time);
            },
            NullLogger.Instance);
        stream.Listen(Alone.Feed(_queue, () => clock.Now));
    }
}
