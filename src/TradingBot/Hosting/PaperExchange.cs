using System.Threading.Channels;
using TradingBot.Core.Engine;
using TradingBot.Core.Simulation;
using TradingBot.Core.Trading;

namespace TradingBot.Hosting;

/// <summary>
/// Fills the engine's orders on paper against the real book, level by level. An order that comes while there is no book
/// to trust waits for one. Answers go back to the engine through its queue, as an exchange's would.
/// </summary>
internal sealed class PaperExchange(SimulatedExchange exchange, IMarketFeed feed, ChannelWriter<EngineEvent> events)
{
    private readonly List<OrderRequest> _waiting = [];

    /// <summary>Fills what waits, in order, if the book can be trusted now.</summary>
    /// <param name="exchangeTime">UTC.</param>
    public void Advance(DateTime exchangeTime)
    {
        if (_waiting.Count == 0)
            return;
        var seconds = (long)(exchangeTime - DateTime.UnixEpoch).TotalSeconds;
        var isFilled = feed.TryShowBook(book =>
        {
            foreach (var request in _waiting)
            {
                var outcome = exchange.Execute(in request, book, seconds);
                events.WriteOrEnd(new EngineEvent.OrderAnswered(exchangeTime, outcome));
            }
        });
        if (isFilled)
            _waiting.Clear();
    }

    public void Submit(in OrderRequest request) => _waiting.Add(request);
}
