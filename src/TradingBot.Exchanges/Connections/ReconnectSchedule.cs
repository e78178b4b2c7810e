namespace TradingBot.Exchanges.Connections;

/// <summary>
/// When to connect again: twice at once, then with growing pauses and jitter, never faster than every 5 seconds after
/// maintenance, and never more than 120 times in ten minutes, where Kraken's front door bans at about 150.
/// </summary>
/// <param name="chance">Numbers from 0 up to 1 for the jitter.</param>
/// <remarks>Sources: docs.kraken.com websockets/reconnection; Kraken's own CLI. Without a clock.</remarks>
internal sealed class ReconnectSchedule(Func<double> chance)
{
    private const int MaxInWindow = 120;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Proven = TimeSpan.FromSeconds(30);
    private static readonly double[] Pauses = [0, 1, 5, 8, 15, 25];

    private readonly Queue<TimeSpan> _attempts = new();
    private int _failures;

    /// <summary>How long to wait before the next attempt; counts the attempt.</summary>
    /// <param name="now">Time since a fixed origin.</param>
    /// <param name="isSlow">True after maintenance or when the server said "later".</param>
    public TimeSpan Next(TimeSpan now, bool isSlow)
    {
        var pause = TimeSpan.FromSeconds(Pauses[Math.Min(_failures, Pauses.Length - 1)] * (1 + 0.2 * chance()));
        if (isSlow && pause < Slow)
            pause = Slow * (1 + 0.2 * chance());
        _failures++;
        while (_attempts.TryPeek(out var oldest) && now - oldest >= Window)
            _attempts.Dequeue();
        if (_attempts.Count >= MaxInWindow && _attempts.Peek() + Window - now is var free && free > pause)
            pause = free;
        _attempts.Enqueue(now + pause);
        return pause;
    }

    /// <summary>
    /// A connection ended. One that lived long enough clears the record; one that fell at once does not.
    /// </summary>
    public void Ended(TimeSpan lifetime)
    {
        if (lifetime >= Proven)
            _failures = 0;
    }
}
