namespace TradingBot.Tests.Faults;

/// <summary>Time that passes when there is nothing left to do now; one thread, the same order each time.</summary>
internal sealed class VirtualTime
{
    private readonly PriorityQueue<Action, (DateTime, long)> _queue = new();
    private long _count;

    public DateTime Now { get; private set; } = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);

    public void After(double seconds, Action action) =>
        _queue.Enqueue(action, (Now.AddSeconds(seconds), _count++));

    /// <summary>Lets everything happen up to a time.</summary>
    public void RunUntil(DateTime end)
    {
        while (_queue.TryPeek(out _, out var next) && next.Item1 <= end)
        {
            var action = _queue.Dequeue();
            Now = next.Item1;
            action();
        }

        Now = end;
    }
}
