namespace TradingBot.Exchanges.Contract.Capture;

/// <summary>
/// Reads the messages of a venue's socket as they were recorded. The same bytes always give the same events, whatever
/// was decoded before, so that a recording can be read again. One thread at a time.
/// </summary>
public interface IMessageDecoder
{
    /// <summary>
    /// Adds what a message says about books, trades and candles, in its order; heartbeats and the like say nothing.
    /// </summary>
    /// <param name="message">The bytes as they came.</param>
    /// <param name="events">Is added to.</param>
    /// <exception cref="FormatException">The message is not understood.</exception>
    void Decode(ReadOnlySpan<byte> message, ICollection<MarketEvent> events);
}
