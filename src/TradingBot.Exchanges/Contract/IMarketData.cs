using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Contract.Capture;

namespace TradingBot.Exchanges.Contract;

/// <summary>
/// Prices of an exchange. Every call retries and waits for its turn under the rate limit. A pair must have been found
/// by <see cref="FindAsync"/> before anything else is asked about it: else the answer is
/// <see cref="Answer{T}.NotSent"/>.
/// </summary>
public interface IMarketData
{
    Task<Answer<ExchangeStatus>> StatusAsync(CancellationToken cancellation);

    /// <returns>The exchange's clock, UTC, cut to what it tells: whole seconds, or better.</returns>
    Task<Answer<DateTime>> TimeAsync(CancellationToken cancellation);

    /// <summary>Looks a pair up by any name that the exchange or people have for it.</summary>
    /// <returns>Null: the exchange does not list it.</returns>
    Task<Answer<ListedInstrument?>> FindAsync(string name, CancellationToken cancellation);

    /// <summary>
    /// The newest finished candles, oldest first, without a hole. Those of a length that the exchange does not have are
    /// built from shorter ones.
    /// </summary>
    Task<Answer<IReadOnlyList<Candle>>> CandlesAsync(
        Instrument instrument, Timeframe timeframe, CancellationToken cancellation);

    /// <summary>The tape from an instant on, whole.</summary>
    /// <param name="instrument">The pair.</param>
    /// <param name="from">UTC, inclusive.</param>
    /// <param name="cancellation">Ends the reading.</param>
    Task<Answer<TapePart>> TradesAsync(Instrument instrument, DateTime from, CancellationToken cancellation);

    /// <summary>The newest trades there are, whatever their age.</summary>
    Task<Answer<TapePart>> NewestTradesAsync(Instrument instrument, CancellationToken cancellation);

    /// <summary>
    /// A page of the whole tape, from the pair's first trade on, however old; where
    /// <see cref="ExchangeCapabilities.HasTape"/>. What cannot be a page of that tape is
    /// <see cref="Answer{T}.Rejected"/>: to ask again would not help.
    /// </summary>
    /// <param name="instrument">The pair.</param>
    /// <param name="from">UTC, inclusive: where the first page begins. The epoch: with the first trade.</param>
    /// <param name="next"><see cref="TapePage.Next"/> of the page before; null for the first.</param>
    /// <param name="cancellation">Ends the reading.</param>
    Task<Answer<TapePage>> TapeAsync(
        Instrument instrument, DateTime from, string? next, CancellationToken cancellation) =>
        Task.FromResult<Answer<TapePage>>(new Answer<TapePage>.NotSent("this exchange does not give its whole tape"));

    Task<Answer<Ticker>> TickerAsync(Instrument instrument, CancellationToken cancellation);

    /// <summary>The order book as it stands, as deep as the exchange gives it.</summary>
    Task<Answer<OrderBook>> BookAsync(Instrument instrument, CancellationToken cancellation);

    /// <summary>Trades and book as they happen, over a connection that is kept up.</summary>
    /// <param name="instrument">The pair.</param>
    /// <param name="depth">Levels of the book, one of <see cref="ExchangeCapabilities.BookDepths"/>.</param>
    /// <param name="listener">Called on the receiving thread; quick, and never waiting.</param>
    /// <exception cref="InvalidOperationException">The pair was never found.</exception>
    IMarketStream Follow(Instrument instrument, int depth, IMarketListener listener);

    /// <summary>Books and trades of many pairs as they come, to be recorded.</summary>
    /// <param name="markets">Which, each pair once, as <see cref="Captured"/> makes them.</param>
    /// <param name="listener">Called on the receiving threads; quick, and never waiting.</param>
    /// <exception cref="InvalidOperationException">A pair was never found.</exception>
    IMarketCapture Capture(IReadOnlyList<CapturedMarket> markets, ICaptureListener listener);

    /// <summary>A market as it is to be recorded, with the names that the exchange has for it.</summary>
    /// <param name="instrument">The pair.</param>
    /// <param name="bookDepth">
    /// Levels of the book, one of <see cref="ExchangeCapabilities.BookDepths"/>; 0: none.
    /// </param>
    /// <param name="hasTrades">True: its trades too.</param>
    /// <exception cref="InvalidOperationException">The pair was never found.</exception>
    CapturedMarket Captured(Instrument instrument, int bookDepth, bool hasTrades);
}
