using TradingBot.Core.Market.Figures;

namespace TradingBot.Data.Recordings.Rows;

/// <summary>
/// The figures of a minute under the names that they have in files. Volumes are base units; what ends in _60s and _300s
/// looks back so many seconds from the minute's end.
/// </summary>
internal static class MinuteFigureNames
{
    public const string BidLevels = "bid_levels";
    public const string AskLevels = "ask_levels";

    private static readonly (string Name, Func<MinuteFigures, double?> Of)[] Figures =
    [
        ("mid", figures => (double)figures.Book.Mid),
        ("spread_bps", figures => figures.Book.SpreadBps),
        ("microprice", figures => (double)figures.Book.Microprice),
        ("microprice_minus_mid_bps", figures => figures.Book.MicropriceAboveMidBps),
        (BidLevels, figures => figures.Book.BidLevels),
        (AskLevels, figures => figures.Book.AskLevels),
        ("best_bid_volume", figures => (double)figures.Book.BestBid.Quantity),
        ("best_ask_volume", figures => (double)figures.Book.BestAsk.Quantity),
        ("imbalance_1", figures => figures.Book.Best1.Imbalance),
        ("imbalance_5", figures => figures.Book.Best5.Imbalance),
        ("imbalance_20", figures => figures.Book.Best20.Imbalance),
        .. Band(10, book => book.Within10Bps),
        .. Band(25, book => book.Within25Bps),
        .. Band(50, book => book.Within50Bps),
        .. Band(100, book => book.Within100Bps),
        .. Band(200, book => book.Within200Bps),
        .. Band(400, book => book.Within400Bps),
        ("bid_slope", figures => figures.Book.BidSlope),
        ("ask_slope", figures => figures.Book.AskSlope),
        ("ofi_1", figures => (double)figures.OrderFlow),
        ("ofi_1_last_60s", figures => (double?)figures.OrderFlow60s),
        ("return_last_60s_bps", figures => figures.Return60sBps),
        ("realised_vol_300s_bps", figures => figures.Volatility300sBps),
        ("buys_60s", figures => figures.Trades60s?.Buys),
        ("sells_60s", figures => figures.Trades60s?.Sells),
        ("bought_60s", figures => (double?)figures.Trades60s?.Bought),
        ("sold_60s", figures => (double?)figures.Trades60s?.Sold),
    ];

    public static IReadOnlyList<string> All { get; } = [.. Figures.Select(figure => figure.Name)];

    /// <summary>Their values, in the same order; NaN where there is none.</summary>
    public static IReadOnlyList<double> Of(MinuteFigures figures) =>
        [.. Figures.Select(figure => figure.Of(figures) ?? double.NaN)];

    /// <param name="bps">Half the band's width, basis points.</param>
    public static string BidVolumeWithin(int bps) => $"bid_volume_within_{bps}bps";

    /// <param name="bps">Half the band's width, basis points.</param>
    public static string AskVolumeWithin(int bps) => $"ask_volume_within_{bps}bps";

    /// <param name="bps">Half the band's width, basis points.</param>
    public static string ImbalanceWithin(int bps) => $"imbalance_within_{bps}bps";

    private static (string Name, Func<MinuteFigures, double?> Of)[] Band(int bps, Func<BookFigures, BidAsk> of) =>
    [
        (BidVolumeWithin(bps), figures => (double)of(figures.Book).Bid),
        (AskVolumeWithin(bps), figures => (double)of(figures.Book).Ask),
        (ImbalanceWithin(bps), figures => of(figures.Book).Imbalance),
    ];
}
