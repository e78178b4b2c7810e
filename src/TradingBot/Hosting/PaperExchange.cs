using System.Threading.Channels;
using TradingBot.Core.Engine;
using TradingBot.Core.Simulation;
using TradingBot.Core.Trading;

namespace TradingBot.Hosting;

/// <summary>
/// Fills the engine's orders on paper against the real book, level by level. An order that comes while there is no book
/// to trust waits for one. Answers go back to the engine through its queue, as an exchange's would.
/// </summary>
/// <param name="exchange">Balances and fees.</param>
/// <param name="feed">Has the book.</param>
/// <param name="events">The engine's queue.</param>
/// <param name="validation">Asks the real exchange about each order, or null.</param>
internal sealed class PaperExchange(
    SimulatedExchange exchange, MarketFeed feed, ChannelWriter<EngineEvent> events, OrderValidation? validation = null)
{
    private readonly List<OrderRequest> _waiting = [];

    /// <summary>Fills what waits, in order, if the book can be trusted now.</summary>
    /// <param name="exchangeTime">UTC.</param>
    public void Advance(DateTime exchangeTime)
    {
        if (_waiting.Count == 0)
            return;
        lock (feed.BookGuard)
        {
            if (!feed.Book.IsLive)
                return;
            var seconds = (long)(exchangeTime - DateTime.UnixEpoch).TotalSeconds;
            foreach (var request in _waiting)
            {
                var outcome = exchange.Execute(in request, feed.Book.Book, seconds);
                events.WriteOrEnd(new EngineEvent.OrderAnswered(exchangeTime, outcome));
            }
        }

        _waiting.Clear();
    }

    public void Submit(in OrderRequest request)
    {
        _waiting.Add(request);
        validation?.Ask(in request);
    }
}
