using TradingBot.Notifications;

namespace TradingBot.Tests.Notifications;

public class RepeatFilterTests
{
    private static readonly DateTime Start = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);
    private readonly List<string> _told = [];
    private readonly RepeatFilter _filter;

    public RepeatFilterTests() => _filter = new RepeatFilter(
        notice => _told.Add($"{notice.Title} {notice.Text}".Trim()), TimeSpan.FromMinutes(15));

    [Fact]
    public void The_first_is_told_at_once_and_the_latest_at_the_end_with_the_count()
    {
        Say(minute: 0, "a1", "a");
        Say(minute: 1, "a2", "a");
        Say(minute: 2, "a3", "a");
        _told.Should().Equal("a1");

        _filter.Advance(Start.AddMinutes(15));

        _told.Should().Equal("a1", "a3 (2 times since the last notice)");
    }

    [Fact]
    public void One_that_goes_on_for_hours_is_told_once_in_each_window()
    {
        for (var minute = 0; minute < 60; minute++)
            Say(minute, $"a{minute}", "a");

        _told.Should().Equal(
            "a0",
            "a14 (14 times since the last notice)",
            "a29 (15 times since the last notice)",
            "a44 (15 times since the last notice)");
    }

    [Fact]
    public void After_a_quiet_window_it_is_news_again()
    {
        Say(minute: 0, "a1", "a");
        Say(minute: 15, "a2", "a");

        _told.Should().Equal("a1", "a2");
    }

    [Fact]
    public void Other_keys_and_those_without_one_are_not_held_back()
    {
        Say(minute: 0, "a", "a");
        Say(minute: 0, "b", "b");
        Say(minute: 0, "none", key: null);
        Say(minute: 0, "none", key: null);

        _told.Should().Equal("a", "b", "none", "none");
    }

    [Fact]
    public void What_is_told_last_is_what_happened_last()
    {
        Say(minute: 0, "stopped", "stopped");
        Say(minute: 1, "goes on", "goes on");
        Say(minute: 2, "stopped", "stopped");
        Say(minute: 3, "goes on", "goes on");
        Say(minute: 4, "stopped", "stopped");

        _filter.Flush();

        _told.Should().Equal("stopped", "goes on", "goes on", "stopped (2 times since the last notice)");
    }

    private void Say(int minute, string title, string? key) =>
        _filter.Add(new Notice(Severity.Info, title, Start.AddMinutes(minute)) { Key = key });
}
