using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract.Answers;

namespace TradingBot.Exchanges.Contract.Capture;

/// <summary>
/// Many markets over as few connections as the exchange allows, every message as it came: what a recording is made of.
/// </summary>
public interface IMarketCapture
{
    /// <summary>How the connections are; their places are their numbers. May be read by any thread.</summary>
    IReadOnlyList<ConnectionState> Connections { get; }

    /// <summary>The markets of a connection.</summary>
    IReadOnlyList<CapturedMarket> MarketsOf(int connection);

    /// <summary>Captures until cancelled or refused for good.</summary>
    Task RunAsync(CancellationToken cancellation);

    /// <summary>Shows a market's order book as it stands now; the book is valid within the call only.</summary>
    /// <returns>False when there is none to trust.</returns>
    bool TryShowBook(Instrument instrument, Action<OrderBook> look);

    /// <summary>Compares a book, all levels of it, with a fresh one that comes by a connection of its own.</summary>
    Task<BookAudit> AuditAsync(Instrument instrument, CancellationToken cancellation);

    /// <summary>The book cannot be trusted: asks for a new snapshot.</summary>
    void RenewBook(Instrument instrument);
}

/// <summary>A market that is recorded.</summary>
/// <param name="Instrument">The pair.</param>
/// <param name="BookDepth">Levels of the book, one of those that the exchange has; 0: no book.</param>
/// <param name="HasTrades">True: its trades too.</param>
/// <param name="Name">What the exchange calls it in its messages.</param>
public sealed record CapturedMarket(Instrument Instrument, int BookDepth, bool HasTrades, string Name)
{
    /// <summary>Length of the exchange's own candles that are recorded too; 0: none.</summary>
    public int CandleMinutes { get; init; }
}

/// <summary>Takes what a capture brings, on the receiving thread of a connection; quick, and never waiting.</summary>
public interface ICaptureListener
{
    /// <summary>A new connection; snapshots follow.</summary>
    void Connected(int connection);

    void Disconnected(int connection, string reason);

    /// <summary>A message, before anything is made of it.</summary>
    /// <param name="connection">Its number.</param>
    /// <param name="message">The bytes as they came; valid within the call.</param>
    void Received(int connection, ReadOnlyMemory<byte> message);

    /// <summary>What the last message said about a book.</summary>
    /// <param name="connection">Its number.</param>
    /// <param name="instrument">The pair.</param>
    /// <param name="state">What became of the book.</param>
    /// <param name="stamp">The exchange's time, UTC; the default where the message has none.</param>
    void BookChanged(int connection, Instrument instrument, CapturedBook state, DateTime stamp);

    /// <summary>What the last message said about trades.</summary>
    /// <param name="connection">Its number.</param>
    /// <param name="instrument">The pair.</param>
    /// <param name="trades">In whatever order and however often they come. Valid within the call only.</param>
    void Traded(int connection, Instrument instrument, ReadOnlySpan<Trade> trades);

    /// <summary>The last message said something about candles.</summary>
    /// <param name="connection">Its number.</param>
    /// <param name="instrument">The pair.</param>
    void CandlesChanged(int connection, Instrument instrument);

    /// <summary>The exchange will not send what was asked for.</summary>
    /// <param name="connection">Its number.</param>
    /// <param name="instrument">The pair.</param>
    /// <param name="what">What of it.</param>
    /// <param name="reason">The exchange's words, cleaned.</param>
    void Refused(int connection, Instrument instrument, CapturedPart what, string reason);

    /// <summary>A message that was not understood; it is recorded all the same.</summary>
    void NotUnderstood(int connection, string reason);
}

/// <summary>What is recorded of a market.</summary>
public enum CapturedPart
{
    Book,
    Trades,
    Candles,
}

/// <summary>What a message has made of a book.</summary>
public enum CapturedBook
{
    /// <summary>A change fits.</summary>
    Changed,

    /// <summary>A snapshot, whatever there was before.</summary>
    Snapshot,

    /// <summary>The checksum is not the exchange's: the book is thrown away, and a snapshot asked for.</summary>
    Mismatch,

    /// <summary>A change of a book that there is no snapshot of.</summary>
    Ignored,
}
