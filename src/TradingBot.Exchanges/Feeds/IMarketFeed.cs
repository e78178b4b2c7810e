using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract.Answers;

namespace TradingBot.Exchanges.Feeds;

/// <summary>Follows one market; its trades and the ends of candles go to the engine's queue.</summary>
public interface IMarketFeed
{
    /// <summary>Its connection; null for one by REST. May be read by any thread.</summary>
    ConnectionState? Connection { get; }

    /// <summary>Follows the market until cancelled or refused for good.</summary>
    Task RunAsync(CancellationToken cancellation);

    /// <summary>Shows the order book as it stands now.</summary>
    /// <returns>False when there is none to trust yet; it will come, so ask again.</returns>
    bool TryShowBook(Action<OrderBook> look);
}
