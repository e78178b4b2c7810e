using TradingBot.Core.Market;
using TradingBot.Exchanges.Kraken.Sockets;

namespace TradingBot.Exchanges.Kraken.Feeds;

/// <summary>
/// The book of one symbol, kept by its channel and checked on every message. A book that fails the check is thrown away
/// and asks for a new snapshot once, not once a message.
/// </summary>
/// <param name="depth">As subscribed.</param>
/// <param name="priceDecimals">The pair's, from AssetPairs.</param>
/// <param name="quantityDecimals">The pair's.</param>
internal sealed class LiveBook(int depth, int priceDecimals, int quantityDecimals)
{
    /// <summary>Empty while not <see cref="IsLive"/>.</summary>
    public OrderBook Book { get; } = new(depth, priceDecimals, quantityDecimals);

    /// <summary>True between a snapshot that matched and the next loss.</summary>
    public bool IsLive { get; private set; }

    public long Mismatches { get; private set; }

    /// <summary>The connection is gone: what comes next is a snapshot.</summary>
    public void Lost()
    {
        IsLive = false;
        Book.Clear();
    }

    public BookChange Apply(BookUpdate update, bool isSnapshot)
    {
        if (isSnapshot)
            Book.Clear();
        else if (!IsLive)
            return BookChange.Ignored;
        foreach (var level in update.Bids)
            Book.Set(Side.Buy, level);
        foreach (var level in update.Asks)
            Book.Set(Side.Sell, level);
        Book.CutToDepth();
        if (Book.Checksum() != update.Checksum)
        {
            Mismatches++;
            Lost();
            return BookChange.Mismatch;
        }

        IsLive = true;
        return BookChange.Applied;
    }
}
