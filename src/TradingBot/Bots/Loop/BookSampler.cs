using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Feeds;

namespace TradingBot.Bots.Loop;

/// <summary>
/// Shows the engine the order book, for a strategy that looks at it: once a minute, as ACTS's collector did, as soon as
/// there is a book to trust.
/// </summary>
internal sealed class BookSampler(IMarketFeed feed, EngineQueue events)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private long _lastMinute = -1;

    /// <summary>Looks if it is time to.</summary>
    /// <param name="now">UTC, exchange time.</param>
    public void Look(DateTime now)
    {
        var minute = now.Ticks / Interval.Ticks;
        if (minute == _lastMinute)
            return;
        BookSample? sample = null;
        feed.TryShowBook(book => sample = BookSample.Of(book, now));
        if (sample is null)
            return; // asked again at the next look
        _lastMinute = minute;
        events.Write(new EngineEvent.BookSampled(sample.Value));
    }
}
