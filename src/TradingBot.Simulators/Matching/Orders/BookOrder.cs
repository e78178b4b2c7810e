namespace TradingBot.Simulators.Matching.Orders;

/// <summary>An order that rests in a book.</summary>
/// <param name="Id">As <c>OABCDE-FGHIJ-KLMNOP</c>.</param>
/// <param name="Price">Quote currency.</param>
/// <param name="Volume">Base units that the book shows.</param>
/// <param name="Rank">Of the account's orders, the place in the queue of their price; 0 for strangers'.</param>
/// <param name="Since">When it came or last lost its place, UTC; null for other people's orders, where it is
/// unknown.</param>
public readonly record struct BookOrder(string Id, decimal Price, decimal Volume, long Rank, DateTime? Since);

public static class BookOrderExtensions
{
    /// <summary>The orders at the first so many prices.</summary>
    public static IEnumerable<BookOrder> WithinLevels(this IEnumerable<BookOrder> orders, int levels)
    {
        decimal? price = null;
        foreach (var order in orders)
        {
            if (order.Price != price && levels-- == 0)
                yield break;
            price = order.Price;
            yield return order;
        }
    }
}
