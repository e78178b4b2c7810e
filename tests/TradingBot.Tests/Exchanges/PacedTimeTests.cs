using TradingBot.Exchanges.Connections;
using TradingBot.Tests.Simulators;

namespace TradingBot.Tests.Exchanges;

/// <summary>A fast clock that a busy machine makes slower.</summary>
public sealed class PacedTimeTests : IDisposable
{
    private const double Speed = 60;
    private static readonly DateTimeOffset Start = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    private readonly ManualTime _wall = new(Start);
    private readonly PacedTime _time;

    public PacedTimeTests() => _time = new PacedTime(Speed, _wall);

    public void Dispose() => _time.Dispose();

    [Fact]
    public void On_a_machine_that_keeps_up_a_minute_takes_a_second()
    {
        var began = _time.GetTimestamp();

        _wall.Advance(TimeSpan.FromSeconds(1));

        _time.GetUtcNow().Should().BeCloseTo(Start.AddMinutes(1), TimeSpan.FromMilliseconds(1));
        _time.GetElapsedTime(began).Should().BeCloseTo(TimeSpan.FromMinutes(1), TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public void Between_two_of_its_beats_it_goes_on()
    {
        _wall.Advance(TimeSpan.FromMilliseconds(1));

        _time.GetUtcNow().Should().BeCloseTo(Start.AddMilliseconds(60), TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public void While_the_process_does_not_run_it_goes_half_a_second_and_stands_still()
    {
        _wall.Stall(TimeSpan.FromMinutes(1));

        _time.GetUtcNow().Should().BeCloseTo(Start.AddSeconds(0.5), TimeSpan.FromMilliseconds(60));
        _wall.Advance(TimeSpan.FromSeconds(1));
        _time.GetUtcNow().Should().BeCloseTo(Start.AddSeconds(60.5), TimeSpan.FromMilliseconds(60));
    }

    [Fact]
    public void It_never_goes_back()
    {
        var last = _time.GetTimestamp();
        var random = new Random(7);
        for (var i = 0; i < 2_000; i++)
        {
            var step = TimeSpan.FromMicroseconds(random.Next(20_000));
            if (random.Next(4) == 0)
                _wall.Stall(step);
            else
                _wall.Advance(step);
            _time.GetTimestamp().Should().BeGreaterThanOrEqualTo(last);
            last = _time.GetTimestamp();
        }
    }

    [Fact]
    public void A_time_limit_is_as_long_as_ever_where_the_process_does_not_run()
    {
        var passed = false;
        using var limit = _time.CreateTimer(
            _ => passed = true, null, TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);

        for (var i = 0; i < 10; i++)
        {
            _wall.Stall(TimeSpan.FromSeconds(1)); // a minute by the wall
            _wall.Advance(TimeSpan.FromMilliseconds(1));
        }

        passed.Should().BeFalse("ten seconds have not passed");
        _wall.Advance(TimeSpan.FromMilliseconds(170));
        passed.Should().BeTrue();
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(9_900, 0)]
    [InlineData(10_000, 1)]
    [InlineData(16_000, 2)]
    public void A_timer_repeats_after_its_period(int milliseconds, int expected)
    {
        var count = 0;
        using var timer = _time.CreateTimer(
            _ => count++, null, TimeSpan.FromSeconds(milliseconds == 0 ? 0 : 10), TimeSpan.FromSeconds(6));

        _wall.Advance(TimeSpan.FromMilliseconds(milliseconds / Speed + 1));

        count.Should().Be(expected);
    }

    [Fact]
    public void A_timer_s_period_does_not_grow_by_what_the_wall_s_timers_are_late()
    {
        var count = 0;
        using var timer = _time.CreateTimer(_ => count++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

        // A second of this clock is 16.7 milliseconds, and the wall's timer is set to 17.
        _wall.Advance(TimeSpan.FromSeconds(1000 / Speed) + TimeSpan.FromMilliseconds(1));

        count.Should().Be(1000);
    }

    [Fact]
    public void A_timer_can_be_put_off_stopped_and_given_up()
    {
        var count = 0;
        var timer = _time.CreateTimer(_ => count++, null, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(6));

        timer.Change(TimeSpan.FromSeconds(30), TimeSpan.Zero).Should().BeTrue();
        _wall.Advance(TimeSpan.FromSeconds(0.4));
        count.Should().Be(0);
        _wall.Advance(TimeSpan.FromSeconds(2));
        count.Should().Be(1, "without a period it does not repeat");
        timer.Change(TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(6));
        timer.Change(Timeout.InfiniteTimeSpan, TimeSpan.FromSeconds(6));
        _wall.Advance(TimeSpan.FromSeconds(1));
        count.Should().Be(1);
        timer.Change(TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(6));
        timer.Dispose();
        _wall.Advance(TimeSpan.FromSeconds(1));
        count.Should().Be(1);
    }
}
