using TradingBot.Notifications;

namespace TradingBot.Tests.Notifications;

public class NoticeQueueTests
{
    [Fact]
    public async Task What_matters_least_is_dropped_first_and_the_oldest_of_it()
    {
        var queue = new NoticeQueue(capacity: 3, Severity.Info);

        Add(queue, "i1", "w1", "i2", "e1", "w2", "i3");

        (await AllAsync(queue)).Should().Be("w1 (3 dropped) e1 w2");
    }

    [Fact]
    public async Task Below_the_level_nothing_is_taken_and_nothing_counts_as_dropped()
    {
        var queue = new NoticeQueue(capacity: 3, Severity.Warning);

        Add(queue, "i1", "w1", "i2", "e1");

        (await AllAsync(queue)).Should().Be("w1 e1");
    }

    [Fact]
    public async Task Who_waits_is_woken_by_the_next_and_by_the_end()
    {
        var queue = new NoticeQueue(capacity: 3, Severity.Info);
        var first = queue.TakeAsync(CancellationToken.None).AsTask();

        Add(queue, "i1");
        (await first)!.Value.Notice.Title.Should().Be("i1");
        var second = queue.TakeAsync(CancellationToken.None).AsTask();
        queue.Close();

        (await second).Should().BeNull();
    }

    [Fact]
    public async Task After_the_end_nothing_is_taken_any_more()
    {
        var queue = new NoticeQueue(capacity: 3, Severity.Info);
        Add(queue, "i1");

        queue.Abandon();
        Add(queue, "i2");

        (await queue.TakeAsync(CancellationToken.None)).Should().BeNull();
    }

    private static void Add(NoticeQueue queue, params string[] names)
    {
        foreach (var name in names)
        {
            var severity = name[0] switch { 'i' => Severity.Info, 'w' => Severity.Warning, _ => Severity.Error };
            queue.Add(new Notice(severity, name, DateTime.UnixEpoch));
        }
    }

    private static async Task<string> AllAsync(NoticeQueue queue)
    {
        queue.Close();
        var all = new List<string>();
        while (await queue.TakeAsync(CancellationToken.None) is { } taken)
            all.Add(taken.Notice.Title + (taken.Dropped == 0 ? "" : $" ({taken.Dropped} dropped)"));
        return string.Join(' ', all);
    }
}
