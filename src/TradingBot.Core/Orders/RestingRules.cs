using System.Numerics;
using TradingBot.Core.Market;

namespace TradingBot.Core.Orders;

/// <summary>
/// The rules of an order that may rest in the book: the same for the tracker of real orders, on paper and in a
/// backtest.
/// </summary>
public static class RestingRules
{
    /// <summary>Why a post-only order that meets the market is refused.</summary>
    public const string WouldHaveTraded = "it would have traded at once, and was to rest";

    /// <summary>True where somebody offers the order's limit or a better price: they trade with each other.</summary>
    /// <param name="order">A limit order.</param>
    /// <param name="offer">Of the other side of the book, quote currency.</param>
    public static bool Meets(this in OrderRequest order, decimal offer) => order.Side == Side.Buy
        ? offer <= order.Intent.Price
        : offer >= order.Intent.Price;

    /// <summary>True where it would trade at once with a book.</summary>
    public static bool Meets(this in OrderRequest order, OrderBook book) =>
        (order.Side == Side.Buy ? book.Asks : book.Bids) is [var best, ..] && order.Meets(best.Price);

    /// <summary>
    /// True where the market is beyond a limit. Where only its trades are known and not its book, that proves that an
    /// order there was filled; a touch does not, as others may have stood before it.
    /// </summary>
    /// <param name="side">Of the order.</param>
    /// <param name="limit">Quote currency.</param>
    /// <param name="market">Quote currency.</param>
    public static bool IsBeyond<TPrice>(Side side, TPrice limit, TPrice market)
        where TPrice : IComparisonOperators<TPrice, TPrice, bool> => side == Side.Buy ? market < limit : market > limit;

    /// <summary>True when it has rested at its price as long as it may.</summary>
    /// <param name="order">Any; one at the market never rests.</param>
    /// <param name="rested">Since it was sent; exchange time.</param>
    /// <param name="patience">How long it may rest.</param>
    public static bool IsOutOfTime(this in OrderRequest order, TimeSpan rested, TimeSpan patience) =>
        order.Rests && rested >= patience;

    /// <summary>True where it is among those taken back: entries always, exits only where all are.</summary>
    public static bool IsTakenBack(this in OrderRequest order, bool exitsToo) =>
        exitsToo || order.Purpose == OrderPurpose.Open;
}
