using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract.Capture;

namespace TradingBot.Data.Recordings.Sealing;

/// <summary>What has changed from one whole book to the next.</summary>
internal static class BookDifference
{
    /// <summary>The same message with changes in the place of the whole book.</summary>
    /// <param name="held">The book before.</param>
    /// <param name="next">The whole book after.</param>
    public static BookMessage Between(OrderBook held, BookMessage next)
    {
        var before = new Dictionary<(Side, decimal), decimal>();
        var isThere = next.Changes.Select(change => (change.Side, change.Level.Price)).ToHashSet();
        var changes = new List<CapturedLevel>();
        Look(held.Bids, Side.Buy);
        Look(held.Asks, Side.Sell);
        foreach (var change in next.Changes)
        {
            var isSame = before.TryGetValue((change.Side, change.Level.Price), out var quantity)
                && quantity == change.Level.Quantity;
            if (!isSame)
                changes.Add(change);
        }

        return next with { IsSnapshot = false, Changes = changes };

        void Look(ReadOnlySpan<BookLevel> levels, Side side)
        {
            foreach (var level in levels)
            {
                before[(side, level.Price)] = level.Quantity;
                if (!isThere.Contains((side, level.Price)))
                    changes.Add(new CapturedLevel(side, level with { Quantity = 0 }));
            }
        }
    }
}
