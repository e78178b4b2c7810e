using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract.Answers;

namespace TradingBot.Exchanges.Contract;

/// <summary>One market, followed live: trades go to its listener, the book is kept here.</summary>
public interface IMarketStream
{
    /// <summary>May be read by any thread.</summary>
    ConnectionState Connection { get; }

    /// <summary>True once trades have come over the present connection.</summary>
    bool HasTrades { get; }

    /// <summary>Follows the market until cancelled or refused for good.</summary>
    Task RunAsync(CancellationToken cancellation);

    /// <summary>Shows the order book as it stands now; the book is valid within the call only.</summary>
    /// <returns>False when there is none to trust yet; it will come, so ask again.</returns>
    bool TryShowBook(Action<OrderBook> look);

    /// <summary>Trades are missing that the exchange has by now: subscribes to them anew.</summary>
    void DistrustTrades();
}

/// <summary>Takes what a market's stream brings.</summary>
public interface IMarketListener
{
    /// <summary>Trades, in whatever order and however often they come.</summary>
    /// <param name="trades">Valid within the call only.</param>
    /// <param name="receivedAt">When their frame was received; of <see cref="System.Diagnostics.Stopwatch"/>.</param>
    void Traded(ReadOnlySpan<Trade> trades, long receivedAt);

    /// <summary>Something came that the exchange stamped when it sent it.</summary>
    /// <param name="stamp">UTC.</param>
    void Stamped(DateTime stamp);
}
