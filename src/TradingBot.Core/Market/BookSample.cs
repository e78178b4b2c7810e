namespace TradingBot.Core.Market;

/// <summary>
/// What an order book held near its middle at one moment: the figures of ACTS's collector, as doubles. It is what a
/// strategy is shown and a journal keeps; <c>BookFigures</c> has all figures.
/// </summary>
/// <param name="Time">UTC.</param>
/// <param name="BestBid">Quote currency; NaN in <see cref="None"/>.</param>
/// <param name="BestAsk">Quote currency.</param>
/// <param name="BidWithin1">Bid within 1 % of the middle, base units.</param>
/// <param name="AskWithin1">Asked within 1 % of the middle, base units.</param>
/// <param name="BidWithin4">Bid within 4 % of the middle, base units.</param>
/// <param name="AskWithin4">Asked within 4 % of the middle, base units.</param>
/// <remarks>
/// A book is cut to a depth. Where its levels end before the band does, the rest of the band is not counted, as with
/// ACTS: a busy pair's 1000 levels do not reach 4 %.
/// </remarks>
public readonly record struct BookSample(
    DateTime Time,
    double BestBid,
    double BestAsk,
    double BidWithin1,
    double AskWithin1,
    double BidWithin4,
    double AskWithin4)
{
    private static readonly decimal[] Bands = [0.01m, 0.04m];

    /// <summary>No book has been seen.</summary>
    public static BookSample None { get; } = new(
        DateTime.UnixEpoch, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);

    /// <summary>Halfway between the best prices, quote currency.</summary>
    public double Mid => (BestBid + BestAsk) / 2;

    /// <summary>
    /// From -1, all is asked, to +1, all is bid, within 1 % of the middle; NaN where nothing is or no book was seen.
    /// </summary>
    public double BiasWithin1 => Bias(BidWithin1, AskWithin1);

    /// <summary>The same within 4 %.</summary>
    public double BiasWithin4 => Bias(BidWithin4, AskWithin4);

    /// <summary>Looks at a book.</summary>
    /// <returns>Null while one of its sides is empty.</returns>
    public static BookSample? Of(OrderBook book, DateTime time)
    {
        if (book.Bids.IsEmpty || book.Asks.IsEmpty)
            return null;
        var (bid, ask) = (book.Bids[0].Price, book.Asks[0].Price);
        var mid = (bid + ask) / 2;
        Span<decimal> bids = stackalloc decimal[2];
        Span<decimal> asks = stackalloc decimal[2];
        BookDepth.Within(book.Bids, mid, Bands, bids);
        BookDepth.Within(book.Asks, mid, Bands, asks);
        return new BookSample(
            time,
            (double)bid,
            (double)ask,
            (double)bids[0],
            (double)asks[0],
            (double)bids[1],
            (double)asks[1]);
    }

    private static double Bias(double bid, double ask) => (bid - ask) / (bid + ask);
}
