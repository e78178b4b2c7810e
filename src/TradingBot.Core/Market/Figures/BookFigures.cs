namespace TradingBot.Core.Market.Figures;

/// <summary>
/// What an order book held at one moment. Prices and quantities are exact; ratios are doubles, computed once from them.
/// </summary>
/// <remarks>
/// A book is cut to a depth. Where its levels end before a band does, the rest of the band is not counted, as with
/// ACTS.
/// </remarks>
public sealed record BookFigures
{
    private const int SlopeLevels = 20;

    private static readonly decimal[] Bands = [0.001m, 0.0025m, 0.005m, 0.01m, 0.02m, 0.04m];

    private BookFigures()
    {
    }

    public BookLevel BestBid { get; private init; }

    public BookLevel BestAsk { get; private init; }

    /// <summary>How many levels are bid.</summary>
    public int BidLevels { get; private init; }

    /// <summary>How many levels are asked.</summary>
    public int AskLevels { get; private init; }

    /// <summary>Within 10 basis points of the middle, as all bands with their ends.</summary>
    public BidAsk Within10Bps { get; private init; }

    public BidAsk Within25Bps { get; private init; }

    /// <summary>Within half a percent.</summary>
    public BidAsk Within50Bps { get; private init; }

    /// <summary>Within 1 %.</summary>
    public BidAsk Within100Bps { get; private init; }

    /// <summary>Within 2 %.</summary>
    public BidAsk Within200Bps { get; private init; }

    /// <summary>Within 4 %.</summary>
    public BidAsk Within400Bps { get; private init; }

    /// <summary>On the best level of each side.</summary>
    public BidAsk Best1 => new(BestBid.Quantity, BestAsk.Quantity);

    /// <summary>On the five best levels of each side.</summary>
    public BidAsk Best5 { get; private init; }

    /// <summary>On the twenty best levels of each side.</summary>
    public BidAsk Best20 { get; private init; }

    /// <summary>
    /// How fast the bids grow with their distance from the middle, base units a basis point: of the line through the
    /// middle that fits the quantity up to each of the twenty best levels.
    /// </summary>
    public double BidSlope { get; private init; }

    /// <summary>The same of the asks.</summary>
    public double AskSlope { get; private init; }

    /// <summary>Halfway between the best prices, quote currency.</summary>
    public decimal Mid => (BestBid.Price + BestAsk.Price) / 2;

    /// <summary>Quote currency; below 0 in a crossed book.</summary>
    public decimal Spread => BestAsk.Price - BestBid.Price;

    public double SpreadBps => InBps(Spread);

    /// <summary>
    /// Between the best prices, nearer to the one at which less stands: it is the first to go. Quote currency.
    /// </summary>
    public decimal Microprice =>
        (BestBid.Price * BestAsk.Quantity + BestAsk.Price * BestBid.Quantity) / (BestBid.Quantity + BestAsk.Quantity);

    /// <summary>By how much the <see cref="Microprice"/> is above the middle, basis points.</summary>
    public double MicropriceAboveMidBps => InBps(Microprice - Mid);

    /// <summary>Looks at a book.</summary>
    /// <returns>Null while one of its sides is empty.</returns>
    public static BookFigures? Of(OrderBook book)
    {
        if (book.Bids.IsEmpty || book.Asks.IsEmpty)
            return null;
        var mid = (book.Bids[0].Price + book.Asks[0].Price) / 2;
        Span<decimal> bids = stackalloc decimal[Bands.Length];
        Span<decimal> asks = stackalloc decimal[Bands.Length];
        BookDepth.Within(book.Bids, mid, Bands, bids);
        BookDepth.Within(book.Asks, mid, Bands, asks);
        return new BookFigures
        {
            BestBid = book.Bids[0],
            BestAsk = book.Asks[0],
            BidLevels = book.Bids.Length,
            AskLevels = book.Asks.Length,
            Within10Bps = new BidAsk(bids[0], asks[0]),
            Within25Bps = new BidAsk(bids[1], asks[1]),
            Within50Bps = new BidAsk(bids[2], asks[2]),
            Within100Bps = new BidAsk(bids[3], asks[3]),
            Within200Bps = new BidAsk(bids[4], asks[4]),
            Within400Bps = new BidAsk(bids[5], asks[5]),
            Best5 = new BidAsk(BookDepth.Best(book.Bids, 5), BookDepth.Best(book.Asks, 5)),
            Best20 = new BidAsk(BookDepth.Best(book.Bids, 20), BookDepth.Best(book.Asks, 20)),
            BidSlope = Slope(book.Bids, mid),
            AskSlope = Slope(book.Asks, mid),
        };
    }

    private static double Slope(ReadOnlySpan<BookLevel> levels, decimal mid)
    {
        var (quantity, products, squares) = (0m, 0.0, 0.0);
        foreach (ref readonly var level in levels[..Math.Min(levels.Length, SlopeLevels)])
        {
            quantity += level.Quantity;
            var distance = InBps(Math.Abs(level.Price - mid), mid);
            products += distance * (double)quantity;
            squares += distance * distance;
        }

        return squares == 0 ? 0 : products / squares; // only at the middle of a crossed book is there no distance
    }

    private double InBps(decimal difference) => InBps(difference, Mid);

    private static double InBps(decimal difference, decimal mid) => (double)(difference / mid) * 10_000;
}
