using TradingBot.Exchanges.Connections;

namespace TradingBot.Tests.Kraken;

public class ReconnectTests
{
    [Fact]
    public void Pauses_grow_and_a_proven_connection_clears_the_record()
    {
        var schedule = new ReconnectSchedule(() => 0);
        var now = TimeSpan.Zero;
        Enumerable.Range(0, 8).Select(_ => schedule.Next(now += TimeSpan.FromSeconds(30), isSlow: false).TotalSeconds)
            .Should().Equal(0, 1, 5, 8, 15, 25, 25, 25);
        schedule.Ended(TimeSpan.FromSeconds(3));
        schedule.Next(now, isSlow: false).TotalSeconds.Should().Be(25);
        schedule.Ended(TimeSpan.FromSeconds(30));
        schedule.Next(now, isSlow: false).Should().Be(TimeSpan.Zero);
        schedule.Ended(TimeSpan.FromSeconds(30));
        schedule.Next(now, isSlow: true).TotalSeconds.Should().Be(5);
    }

    [Fact]
    public void Jitter_adds_up_to_a_fifth() =>
        new ReconnectSchedule(() => 0.999).Next(TimeSpan.Zero, isSlow: true).TotalSeconds.Should().BeInRange(5.9, 6);

    [Fact]
    public void Kraken_never_sees_more_than_120_attempts_in_ten_minutes()
    {
        var schedule = new ReconnectSchedule(() => 0);
        var now = TimeSpan.Zero;
        var attempts = new List<TimeSpan>();
        for (var i = 0; i < 1000; i++)
        {
            now += schedule.Next(now, isSlow: false);
            attempts.Add(now);
            schedule.Ended(TimeSpan.FromSeconds(31)); // the worst case: each one looks like a success
        }

        attempts.Max(at => attempts.Count(other => other >= at && other < at + TimeSpan.FromMinutes(10)))
            .Should().BeLessThanOrEqualTo(120);
    }

    [Fact]
    public void A_hole_in_the_numbering_is_found_and_a_new_subscription_counts_anew()
    {
        var watch = new SequenceWatch();
        new long[] { 1, 2, 3, 5, 6 }.Select(watch.Accept).Should().Equal(true, true, true, false, true);
        watch.Restart();
        watch.Accept(1).Should().BeTrue();
        watch.Accept(0).Should().BeTrue("a message without a number proves nothing");
        watch.Accept(2).Should().BeTrue();
    }
}
