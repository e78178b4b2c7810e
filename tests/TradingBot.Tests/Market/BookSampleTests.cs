using TradingBot.Core.Market;

namespace TradingBot.Tests.Market;

public class BookSampleTests
{
    private static readonly DateTime Time = new(2026, 11, 21, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void The_example_of_the_collector_it_follows()
    {
        var sample = BookSample.Of(Book(bids: [(99, 1), (98, 2)], asks: [(100, 1), (101, 2)]), Time)!.Value;

        sample.Should().Be(new BookSample(Time, 99, 100, 1, 1, 3, 3));
        (sample.Mid, sample.BiasWithin1, sample.BiasWithin4).Should().Be((99.5, 0, 0));
    }

    [Fact]
    public void The_ends_of_a_band_belong_to_it()
    {
        var sample = BookSample.Of(Book(bids: [(199, 1), (198, 2), (192, 4), (191.9m, 8)], asks: [(201, 16), (202.1m, 32)]), Time)!.Value;

        (sample.BidWithin1, sample.AskWithin1).Should().Be((3, 16));
        (sample.BidWithin4, sample.AskWithin4).Should().Be((7, 48));
        sample.BiasWithin1.Should().Be((3.0 - 16) / (3 + 16));
        sample.BiasWithin4.Should().Be((7.0 - 48) / (7 + 48));
    }

    [Fact]
    public void An_empty_band_has_no_bias()
    {
        var sample = BookSample.Of(Book(bids: [(90, 1)], asks: [(110, 1)]), Time)!.Value;

        sample.BiasWithin1.Should().Be(double.NaN);
        sample.BiasWithin4.Should().Be(double.NaN);
        BookSample.None.BiasWithin1.Should().Be(double.NaN);
    }

    [Fact]
    public void A_book_with_an_empty_side_is_no_sample()
    {
        BookSample.Of(Book(bids: [(90, 1)], asks: []), Time).Should().BeNull();
        BookSample.Of(Book(bids: [], asks: [(110, 1)]), Time).Should().BeNull();
    }

    private static OrderBook Book((decimal Price, decimal Quantity)[] bids, (decimal Price, decimal Quantity)[] asks)
    {
        var book = new OrderBook(depth: 10);
        foreach (var (price, quantity) in bids)
            book.Set(Side.Buy, new BookLevel(price, quantity));
        foreach (var (price, quantity) in asks)
            book.Set(Side.Sell, new BookLevel(price, quantity));
        return book;
    }
}
