using System.Threading.Channels;

namespace TradingBot.Notifications;

/// <summary>
/// Between the thread that trades and the one that talks to a chat. Never waits: when it is full, the least important
/// goes, the oldest of these first, and is counted.
/// </summary>
/// <param name="capacity">Notices it holds; from 1.</param>
/// <param name="level">What matters less is not taken.</param>
internal sealed class NoticeQueue(int capacity, Severity level)
{
    private readonly Lock _guard = new();
    private readonly List<Notice> _notices = [];
    private readonly Channel<bool> _arrivals = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private int _dropped;
    private bool _isClosed;

    public int Count
    {
        get
        {
            lock (_guard)
                return _notices.Count;
        }
    }

    public void Add(Notice notice)
    {
        lock (_guard)
        {
            if (_isClosed || notice.Severity < level)
                return;
            _notices.Add(notice);
            if (_notices.Count > capacity)
            {
                _notices.Remove(_notices.MinBy(waiting => waiting.Severity)!); // the first of the least
                _dropped++;
            }
        }

        _arrivals.Writer.TryWrite(true);
    }

    /// <summary>The next one, and how many were dropped since the last; null when it is closed and empty.</summary>
    public async ValueTask<(Notice Notice, int Dropped)?> TakeAsync(CancellationToken cancellation)
    {
        while (true)
        {
            lock (_guard)
            {
                if (_notices.Count > 0)
                {
                    var taken = (_notices[0], _dropped);
                    _notices.RemoveAt(0);
                    _dropped = 0;
                    return taken;
                }

                if (_isClosed)
                    return null;
            }

            await _arrivals.Reader.WaitToReadAsync(cancellation).ConfigureAwait(false);
            _arrivals.Reader.TryRead(out _);
        }
    }

    /// <summary>Takes no more; what is in it may still be taken.</summary>
    public void Close()
    {
        lock (_guard)
            _isClosed = true;
        _arrivals.Writer.TryWrite(true);
    }

    /// <summary>Takes no more, and forgets what is in it.</summary>
    public void Abandon()
    {
        Close();
        lock (_guard)
            _notices.Clear();
    }
}
