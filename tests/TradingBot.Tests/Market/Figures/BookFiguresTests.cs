using FsCheck;
using FsCheck.Fluent;
using TradingBot.Core.Market;
using TradingBot.Core.Market.Figures;

namespace TradingBot.Tests.Market.Figures;

public class BookFiguresTests
{
    [Fact]
    public void The_example_of_ACTS()
    {
        var figures = BookFigures.Of(TestBook.Of(bids: [(99, 1), (98, 2)], asks: [(100, 1), (101, 2)]))!;

        (figures.Mid, figures.BestBid.Price, figures.BestAsk.Price).Should().Be((99.5m, 99m, 100m));
        (figures.BidLevels, figures.AskLevels).Should().Be((2, 2));
        figures.Within100Bps.Should().Be(new BidAsk(1, 1));
        figures.Within400Bps.Should().Be(new BidAsk(3, 3));
        (figures.Within100Bps.Imbalance, figures.Within400Bps.Imbalance).Should().Be((0, 0));
    }

    [Fact]
    public void The_ends_of_every_band_belong_to_it()
    {
        var figures = BookFigures.Of(TestBook.Of(
            bids: [(999, 1), (997.5m, 2), (995, 4), (990, 8), (980, 16), (960, 32), (959.9m, 64)],
            asks: [(1001, 1), (1002.6m, 2), (1005.1m, 4), (1010.1m, 8), (1020.1m, 16), (1040.1m, 32)]))!;

        figures.Within10Bps.Should().Be(new BidAsk(1, 1));
        figures.Within25Bps.Should().Be(new BidAsk(3, 1));
        figures.Within50Bps.Should().Be(new BidAsk(7, 3));
        figures.Within100Bps.Should().Be(new BidAsk(15, 7));
        figures.Within200Bps.Should().Be(new BidAsk(31, 15));
        figures.Within400Bps.Should().Be(new BidAsk(63, 31));
    }

    [Fact]
    public void A_band_with_nothing_in_it_has_no_imbalance_and_no_figure_divides_by_zero()
    {
        var far = BookFigures.Of(TestBook.Of(90, 1, 110, 1))!;
        var locked = BookFigures.Of(TestBook.Of(100, 1, 100, 1))!;

        far.Within400Bps.Should().Be(new BidAsk(0, 0));
        far.Within400Bps.Imbalance.Should().Be(0);
        (locked.BidSlope, locked.AskSlope, locked.SpreadBps).Should().Be((0, 0, 0));
    }

    [Fact]
    public void Sums_of_quantities_are_exact()
    {
        var figures = BookFigures.Of(
            TestBook.Of(bids: [(99.9m, 0.1m), (99.8m, 0.2m)], asks: [(100, 0.7m), (100.1m, 0.1m)]))!;

        (figures.Within50Bps, figures.Best5, figures.Best20)
            .Should().Be((new BidAsk(0.3m, 0.8m), new BidAsk(0.3m, 0.8m), new BidAsk(0.3m, 0.8m)));
    }

    [Fact]
    public void The_microprice_is_nearer_to_the_side_where_less_stands()
    {
        var figures = BookFigures.Of(TestBook.Of(99, 3, 101, 1))!;

        figures.Microprice.Should().Be(100.5m);
        figures.MicropriceAboveMidBps.Should().BeApproximately(50, 1e-12);
        (figures.Spread, figures.Best1.Imbalance).Should().Be((2m, 0.5));
        figures.SpreadBps.Should().BeApproximately(200, 1e-12);
    }

    [Fact]
    public void The_slope_is_that_of_the_line_through_the_middle_that_fits_best()
    {
        var figures = BookFigures.Of(TestBook.Of(bids: [(99, 1), (98, 2)], asks: [(101, 5)]))!;

        // Distances of 100 and 200 basis points, quantities up to them of 1 and 3.
        figures.BidSlope.Should().BeApproximately((100 * 1 + 200 * 3) / (100.0 * 100 + 200 * 200), 1e-15);
        figures.AskSlope.Should().BeApproximately(0.05, 1e-15);
    }

    [Fact]
    public void Only_the_best_levels_count_towards_figures_of_the_best_levels()
    {
        var (all, best) = (Deep(30), Deep(20));

        (all.Best1, all.Best5, all.Best20).Should().Be((new BidAsk(1, 2), new BidAsk(5, 10), new BidAsk(20, 40)));
        (all.BidSlope, all.AskSlope).Should().Be((best.BidSlope, best.AskSlope));
        (all.BidLevels, all.AskLevels).Should().Be((30, 30));
    }

    [Fact]
    public void A_book_with_an_empty_side_has_no_figures()
    {
        BookFigures.Of(TestBook.Of(bids: [(90, 1)], asks: [])).Should().BeNull();
        BookFigures.Of(TestBook.Of(bids: [], asks: [(110, 1)])).Should().BeNull();
    }

    [Fact]
    public void The_sides_of_a_mirrored_book_are_exchanged_and_every_sign_is_turned() =>
        Prop.ForAll(RandomBooks.Any, book =>
        {
            var figures = BookFigures.Of(book)!;
            var mirrored = BookFigures.Of(TestBook.Mirrored(book, bothPrices: 2 * figures.Mid))!;

            (mirrored.Mid, mirrored.Spread).Should().Be((figures.Mid, figures.Spread));
            mirrored.MicropriceAboveMidBps.Should().BeApproximately(-figures.MicropriceAboveMidBps, 1e-9);
            (mirrored.BidSlope, mirrored.AskSlope).Should().Be((figures.AskSlope, figures.BidSlope));
            (mirrored.BidLevels, mirrored.AskLevels).Should().Be((figures.AskLevels, figures.BidLevels));
            foreach (var part in Parts)
            {
                part(mirrored).Should().Be(new BidAsk(part(figures).Ask, part(figures).Bid));
                part(mirrored).Imbalance.Should().Be(-part(figures).Imbalance).And.BeInRange(-1, 1);
            }
        }).Check(Properties.FixedWith(300));

    [Fact]
    public void A_sample_for_strategies_holds_the_same_figures() =>
        Prop.ForAll(RandomBooks.Any, book =>
        {
            var (figures, sample) = (BookFigures.Of(book)!, BookSample.Of(book, DateTime.UnixEpoch)!.Value);

            (sample.BestBid, sample.BestAsk)
                .Should().Be(((double)figures.BestBid.Price, (double)figures.BestAsk.Price));
            (sample.BidWithin1, sample.AskWithin1)
                .Should().Be(((double)figures.Within100Bps.Bid, (double)figures.Within100Bps.Ask));
            (sample.BidWithin4, sample.AskWithin4)
                .Should().Be(((double)figures.Within400Bps.Bid, (double)figures.Within400Bps.Ask));
        }).Check(Properties.FixedWith(300));

    private static BookFigures Deep(int levels) => BookFigures.Of(TestBook.Of(
        [.. Enumerable.Range(1, levels).Select(i => (100m - i, 1m))],
        [.. Enumerable.Range(1, levels).Select(i => (100m + i, 2m))]))!;

    private static Func<BookFigures, BidAsk>[] Parts { get; } =
    [
        figures => figures.Within10Bps, figures => figures.Within25Bps, figures => figures.Within50Bps,
        figures => figures.Within100Bps, figures => figures.Within200Bps, figures => figures.Within400Bps,
        figures => figures.Best1, figures => figures.Best5, figures => figures.Best20,
    ];
}
