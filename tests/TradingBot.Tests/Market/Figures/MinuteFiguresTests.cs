using FsCheck;
using FsCheck.Fluent;
using TradingBot.Core.Market;
using TradingBot.Core.Market.Figures;

namespace TradingBot.Tests.Market.Figures;

public class MinuteFiguresTests
{
    private static readonly DateTime Start = new(2026, 11, 30, 12, 0, 0, DateTimeKind.Utc);

    private readonly MinuteFiguresBuilder _builder = new();
    private OrderBook _book = new(10);

    [Theory]
    [InlineData(10, 4, 12, 2, 3)] // three more are bid
    [InlineData(10, 0.5, 12, 2, -0.5)] // less is bid
    [InlineData(11, 4, 12, 2, 4)] // at a better price: all is new
    [InlineData(9, 4, 12, 2, -1)] // all at the best price is gone, what is below it stood there before
    [InlineData(10, 1, 12, 5, -3)] // three more are asked
    [InlineData(10, 1, 11, 5, -5)] // at a better price
    [InlineData(10, 1, 13, 5, 2)] // all at the best price is gone
    [InlineData(10, 1, 12, 2, 0)]
    public void Order_flow_is_what_the_best_bid_gained_less_what_the_best_ask_gained(
        double bid, double bidQuantity, double ask, double askQuantity, double expected)
    {
        Show(0, 10, 1, 12, 2);
        Show(1, (decimal)bid, (decimal)bidQuantity, (decimal)ask, (decimal)askQuantity);

        Figures(1).OrderFlow.Should().Be((decimal)expected);
    }

    [Fact]
    public void A_change_that_leaves_the_best_levels_alone_has_no_order_flow()
    {
        Show(0, 10, 1, 12, 2);
        Show(1, 10, 4, 12, 2);
        Show(2, 10, 4, 12, 2);

        (Figures(2).OrderFlow, Figures(60).OrderFlow60s).Should().Be((0m, 3m));
    }

    [Fact]
    public void Order_flow_is_summed_over_what_came_within_the_last_sixty_seconds()
    {
        Show(0, 10, 1, 12, 2);
        Show(1, 10, 2, 12, 2);
        Show(30, 10, 5, 12, 2);
        Show(60.5, 10, 5, 12, 1);

        Figures(60.9).OrderFlow60s.Should().Be(1 + 3 + 1);
        Figures(61).OrderFlow60s.Should().Be(3 + 1, "the first change is a whole minute ago");
        Figures(200).OrderFlow60s.Should().Be(0);
    }

    [Fact]
    public void Return_and_volatility_are_those_of_the_middle()
    {
        Show(0, 99, 1, 101, 1);
        Show(100, 100, 1, 102, 1);
        Show(299, 99, 1, 101, 1);
        var step = Math.Log(1.01) * 10_000;

        Figures(299).Return60sBps.Should().BeApproximately(-step, 1e-9);
        Figures(300).Volatility300sBps.Should().BeApproximately(Math.Sqrt(2) * step, 1e-9);
        Figures(400).Volatility300sBps.Should().BeApproximately(step, 1e-9, "the first step is 300 seconds ago");
        Figures(600).Volatility300sBps.Should().Be(0);
    }

    [Fact]
    public void Trades_of_the_last_sixty_seconds_are_counted_by_the_side_of_their_taker()
    {
        Show(0, 99, 1, 101, 1);
        _builder.Add(Side.Buy, 0.1m, Time(10));
        _builder.Add(Side.Buy, 0.2m, Time(20));
        _builder.Add(Side.Sell, 0.7m, Time(30));

        Figures(69).Trades60s.Should().Be(new TradeFlow(Buys: 2, Sells: 1, Bought: 0.3m, Sold: 0.7m));
        Figures(70).Trades60s.Should().Be(new TradeFlow(1, 1, 0.2m, 0.7m), "the first was a whole minute ago");
        Figures(90).Trades60s.Should().Be(new TradeFlow(0, 0, 0, 0));
    }

    [Fact]
    public void What_reaches_further_back_than_was_seen_is_not_known()
    {
        Show(0, 99, 1, 101, 1);
        Minute(59.9).Should().Be((null, null, null, null));
        Minute(60).Should().Be((0m, 0.0, null, default(TradeFlow)));
        Minute(300).Should().Be((0m, 0.0, 0.0, default(TradeFlow)));

        _builder.Restart();
        _builder.Build(_book, Time(300)).Should().BeNull("no book has been seen since the gap");
        Show(310, 89, 1, 91, 1);
        Minute(369.9).Should().Be((null, null, null, null));
        Minute(370).Should().Be((0m, 0.0, null, default(TradeFlow)));
    }

    [Fact]
    public void A_book_with_an_empty_side_is_passed_over()
    {
        Show(0, 99, 1, 101, 1);
        _book = TestBook.Of(bids: [], asks: [(101, 1)]);
        _builder.Add(_book, Time(1));
        _builder.Build(_book, Time(1)).Should().BeNull();

        Show(2, 99, 3, 101, 1);
        Figures(2).OrderFlow.Should().Be(2);
    }

    [Fact]
    public void A_stamp_that_goes_back_counts_as_the_one_before_it()
    {
        Show(10, 99, 1, 101, 1);
        _builder.Add(Side.Buy, 1, Time(20));
        Show(5, 99, 3, 101, 1);
        _builder.Add(Side.Buy, 1, Time(4));

        Figures(79.9).OrderFlow60s.Should().Be(2);
        Figures(79.9).Trades60s!.Value.Buys.Should().Be(2);
        Figures(80).OrderFlow60s.Should().Be(0);
        Figures(80).Trades60s!.Value.Buys.Should().Be(0);
    }

    [Fact]
    public void They_are_what_a_plain_look_at_all_books_gives() =>
        Prop.ForAll(Days(), books =>
        {
            var (builder, seconds) = (new MinuteFiguresBuilder(), 0);
            var seen = new List<(int Seconds, BookFigures Figures, decimal Flow)>();
            foreach (var (wait, book) in books)
            {
                seconds += wait;
                builder.Add(book, Time(seconds));
                var figures = BookFigures.Of(book)!;
                seen.Add((seconds, figures, seen.Count == 0 ? 0 : Flow(seen[^1].Figures, figures)));
                var built = builder.Build(book, Time(seconds))!;
                var minute = seen.FindLastIndex(b => b.Seconds <= seconds - 60);
                var five = seen.FindLastIndex(b => b.Seconds <= seconds - 300);
                var squares = seen.Skip(1).Zip(seen, (b, before) => Math.Pow(Return(before.Figures, b.Figures), 2));

                built.OrderFlow.Should().Be(seen[^1].Flow);
                built.OrderFlow60s.Should().Be(minute < 0 ? null : seen.Skip(minute + 1).Sum(b => b.Flow));
                Near(built.Return60sBps, minute < 0 ? null : Return(seen[minute].Figures, figures));
                Near(built.Volatility300sBps, five < 0 ? null : Math.Sqrt(squares.Skip(five).Sum()));
            }
        }).Check(Properties.FixedWith(50));

    [Fact]
    public void Mirrored_books_turn_the_signs_of_order_flow_and_return() =>
        Prop.ForAll(Days(), books =>
        {
            var (straight, mirrored, seconds) = (new MinuteFiguresBuilder(), new MinuteFiguresBuilder(), 0);
            foreach (var (wait, book) in books)
            {
                seconds += wait;
                var other = TestBook.Mirrored(book, 200);
                straight.Add(book, Time(seconds));
                mirrored.Add(other, Time(seconds));
                var (one, two) = (straight.Build(book, Time(seconds))!, mirrored.Build(other, Time(seconds))!);
                two.OrderFlow.Should().Be(-one.OrderFlow);
                two.OrderFlow60s.Should().Be(-one.OrderFlow60s);
                (Math.Sign(two.Return60sBps ?? 0) + Math.Sign(one.Return60sBps ?? 0)).Should().Be(0);
            }
        }).Check(Properties.FixedWith(50));

    [Fact]
    public void A_change_allocates_nothing_once_the_window_is_full()
    {
        OrderBook[] books = [TestBook.Of(99, 1, 101, 1), TestBook.Of(98, 1, 101, 1), TestBook.Of(98, 1, 102, 3)];
        var bytes = Allocation.Of(() =>
        {
            var (builder, at) = (new MinuteFiguresBuilder(), 0);
            Add(1_000);
            return () => Add(10_000);

            void Add(int count)
            {
                for (var end = at + count; at < end; at++)
                {
                    builder.Add(books[at % 3], Time(at));
                    builder.Add(Side.Buy, 1, Time(at));
                }
            }
        });

        bytes.Should().Be(0);
    }

    private static DateTime Time(double seconds) => Start.AddSeconds(seconds);

    private void Show(double seconds, decimal bid, decimal bidQuantity, decimal ask, decimal askQuantity) =>
        _builder.Add(_book = TestBook.Of(bid, bidQuantity, ask, askQuantity), Time(seconds));

    private MinuteFigures Figures(double seconds) => _builder.Build(_book, Time(seconds))!;

    private (decimal?, double?, double?, TradeFlow?) Minute(double seconds)
    {
        var figures = Figures(seconds);
        return (figures.OrderFlow60s, figures.Return60sBps, figures.Volatility300sBps, figures.Trades60s);
    }

    /// <summary>Books, each with the seconds since the one before.</summary>
    private static Arbitrary<(int Wait, OrderBook Book)[]> Days() =>
        Gen.Zip(Gen.Choose(0, 20), RandomBooks.Generated).ArrayOf(150).ToArbitrary();

    /// <summary>The definition of Cont, Kukanov and Stoikov, written as they do.</summary>
    private static decimal Flow(BookFigures before, BookFigures now)
    {
        var (b0, b1, a0, a1) = (before.BestBid, now.BestBid, before.BestAsk, now.BestAsk);
        return (b1.Price >= b0.Price ? b1.Quantity : 0) - (b1.Price <= b0.Price ? b0.Quantity : 0)
            - (a1.Price <= a0.Price ? a1.Quantity : 0) + (a1.Price >= a0.Price ? a0.Quantity : 0);
    }

    private static double Return(BookFigures from, BookFigures to) =>
        Math.Log((double)to.Mid / (double)from.Mid) * 10_000;

    private static void Near(double? value, double? expected)
    {
        value.HasValue.Should().Be(expected.HasValue);
        (value ?? 0).Should().BeApproximately(expected ?? 0, 1e-9);
    }
}
