using TradingBot.Core.Market;

namespace TradingBot.Tests.Market.Figures;

/// <summary>Order books in one line.</summary>
internal static class TestBook
{
    public static OrderBook Of(
        (decimal Price, decimal Quantity)[] bids, (decimal Price, decimal Quantity)[] asks, int depth = 50)
    {
        var book = new OrderBook(depth);
        foreach (var (price, quantity) in bids)
            book.Set(Side.Buy, new BookLevel(price, quantity));
        foreach (var (price, quantity) in asks)
            book.Set(Side.Sell, new BookLevel(price, quantity));
        return book;
    }

    /// <summary>One level a side.</summary>
    public static OrderBook Of(decimal bid, decimal bidQuantity, decimal ask, decimal askQuantity) =>
        Of([(bid, bidQuantity)], [(ask, askQuantity)]);

    /// <summary>The same book with its sides exchanged, turned over at the middle between two prices.</summary>
    public static OrderBook Mirrored(OrderBook book, decimal bothPrices)
    {
        var mirrored = new OrderBook(book.Depth);
        foreach (var level in book.Bids)
            mirrored.Set(Side.Sell, new BookLevel(bothPrices - level.Price, level.Quantity));
        foreach (var level in book.Asks)
            mirrored.Set(Side.Buy, new BookLevel(bothPrices - level.Price, level.Quantity));
        return mirrored;
    }
}
