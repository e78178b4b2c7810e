using TradingBot.Core.Backtesting.Recorded;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Feeds;

namespace TradingBot.Modes.Recorded;

/// <summary>The recorded book, for what looks at the book of a live market.</summary>
internal sealed class RecordedFeed(RecordedRun run) : IMarketFeed
{
    public ConnectionState? Connection => null;

    public Task RunAsync(CancellationToken cancellation) => Task.CompletedTask;

    public bool TryShowBook(Action<OrderBook> look)
    {
        if (!run.IsBookKnown)
            return false;
        look(run.Book);
        return true;
    }
}
