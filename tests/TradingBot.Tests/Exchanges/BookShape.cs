using TradingBot.Core.Market;

namespace TradingBot.Tests.Exchanges;

/// <summary>What is true of an order book of any venue.</summary>
internal static class BookShape
{
    public static void Check(OrderBook book)
    {
        var (bids, asks) = (book.Bids.ToArray(), book.Asks.ToArray());
        bids.Should().NotBeEmpty();
        asks.Should().NotBeEmpty();
        bids.Select(level => level.Price).Should().BeInDescendingOrder().And.OnlyHaveUniqueItems();
        asks.Select(level => level.Price).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        bids.Concat(asks).Should().OnlyContain(level => level.Price > 0 && level.Quantity > 0);
        bids[0].Price.Should().BeLessThan(asks[0].Price);
    }
}
