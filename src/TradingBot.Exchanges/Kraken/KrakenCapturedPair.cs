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

    private readonly LiveBook? _book = market.BookDepth == 0
        ? null
        : new LiveBook(market.BookDepth, pair.Instrument.PriceDecimals, pair.Instrument.VolumeDecimals);

    public CapturedMarket Market => market;

    public Instrument Instrument => market.Instrument;

    public string Symbol => pair.Names.Socket;

    /// <summary>Null where no book is wanted.</summary>
    public Subscription? Book { get; } =
        market.BookDepth == 0 ? null : Subscription.Book(pair.Names.Socket, market.BookDepth);

    /// <summary>Null where no trades are wanted.</summary>
    public Subscription? Trades { get; } = market.HasTrades ? Subscription.Trades(pair.Names.Socket) : null;

    /// <summary>Takes an update of the book.</summary>
    public CapturedBook Apply(BookUpdate update, bool isSnapshot)
    {
        if (_book is null)
            return CapturedBook.Ignored;
        lock (_guard)
        {
            return _book.Apply(update, isSnapshot) switch
            {
                BookChange.Mismatch => CapturedBook.Mismatch,
                BookChange.Ignored => CapturedBook.Ignored,
                _ => isSnapshot ? CapturedBook.Snapshot : CapturedBook.Changed,
            };
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
}
