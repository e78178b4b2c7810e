using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract.Capture;
using TradingBot.Exchanges.Kraken.Feeds;
using TradingBot.Exchanges.Kraken.Sockets;

namespace TradingBot.Exchanges.Kraken;

/// <summary>A pair that is captured: what is subscribed to for it, and its book as far as it is known.</summary>
/// <param name="pair">Kraken's names.</param>
/// <param name="market">What is recorded of it.</param>
internal sealed class KrakenCapturedPair(KrakenPair pair, CapturedMarket market)
{
    private readonly Lock _guard = new();
    private (DateTime Stamp, uint Checksum) _last;

    private readonly LiveBook? _book = market.BookDepth == 0
        ? null
        : new LiveBook(market.BookDepth, pair.Instrument.PriceDecimals, pair.Instrument.VolumeDecimals);

    /// <summary>Its book has changed; on the receiving thread.</summary>
    public event Action? Changed;

    public CapturedMarket Market => market;

    public Instrument Instrument => market.Instrument;

    public string Symbol => pair.Names.Socket;

    /// <summary>Null where no book is wanted.</summary>
    public Subscription? Book { get; } =
        market.BookDepth == 0 ? null : Subscription.Book(pair.Names.Socket, market.BookDepth);

    /// <summary>Null where no trades are wanted.</summary>
    public Subscription? Trades { get; } = market.HasTrades ? Subscription.Trades(pair.Names.Socket) : null;

    /// <summary>Null where no candles are wanted.</summary>
    public Subscription? Candles { get; } =
        market.CandleMinutes == 0 ? null : Subscription.Candles(pair.Names.Socket, market.CandleMinutes);

    /// <summary>Takes an update of the book.</summary>
    public CapturedBook Apply(BookUpdate update, bool isSnapshot)
    {
        if (_book is null)
            return CapturedBook.Ignored;
        BookChange change;
        lock (_guard)
        {
            change = _book.Apply(update, isSnapshot);
            _last = (update.Timestamp, update.Checksum);
        }

        Changed?.Invoke();
        return change switch
        {
            BookChange.Mismatch => CapturedBook.Mismatch,
            BookChange.Ignored => CapturedBook.Ignored,
            _ => isSnapshot ? CapturedBook.Snapshot : CapturedBook.Changed,
        };
    }

    /// <summary>The same pair without anything known of its book.</summary>
    public KrakenCapturedPair Anew() => new(pair, market);

    /// <summary>Compares its book with that of another connection.</summary>
    /// <param name="other">Of the same pair; is not compared with this one at the same time.</param>
    /// <param name="isSameMoment">True: only if the last message of both was the same.</param>
    /// <returns>How many levels differ; null where they cannot be compared.</returns>
    public int? CompareWith(KrakenCapturedPair other, bool isSameMoment)
    {
        lock (other._guard)
        {
            lock (_guard)
            {
                if (_book is not { IsLive: true } || other._book is not { IsLive: true })
                    return null;
                if (isSameMoment && (_last != other._last || _last.Stamp == default))
                    return null;
                return Differing(_book.Book.Bids, other._book.Book.Bids)
                    + Differing(_book.Book.Asks, other._book.Book.Asks);
            }
        }
    }

    /// <summary>The connection is gone.</summary>
    public void Lost()
    {
        lock (_guard)
            _book?.Lost();
    }

    public bool TryShowBook(Action<OrderBook> look)
    {
        lock (_guard)
        {
            if (_book is not { IsLive: true })
                return false;
            look(_book.Book);
            return true;
        }
    }

    private static int Differing(ReadOnlySpan<BookLevel> one, ReadOnlySpan<BookLevel> other)
    {
        if (one.SequenceEqual(other))
            return 0;
        var both = one.ToArray().ToHashSet();
        both.SymmetricExceptWith(other.ToArray());
        return both.DistinctBy(level => level.Price).Count();
    }
}
