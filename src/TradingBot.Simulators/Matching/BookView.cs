using TradingBot.Core.Market;
using TradingBot.Simulators.Matching.Orders;

namespace TradingBot.Simulators.Matching;

/// <summary>Puts the account's resting orders among the levels of the strangers.</summary>
internal static class BookView
{
    /// <summary>Levels from the best price on.</summary>
    public static IEnumerable<LadderLevel> Merge(
        IEnumerable<LadderLevel> levels, IReadOnlyList<VenueOrder> open, Side side)
    {
        var own = open
            .Where(order => order.Side == side && order.Rests)
            .GroupBy(order => order.LimitPrice!.Value)
            .Select(group => new LadderLevel(group.Key, group.Sum(order => order.Visible)))
            .OrderBy(level => side == Side.Buy ? -level.Price : level.Price)
            .ToList();
        return own.Count == 0 ? levels : Merge(levels, own, side);
    }

    /// <summary>Orders from the best price on; at a price the strangers' come first.</summary>
    public static IEnumerable<BookOrder> Merge(
        IEnumerable<BookOrder> strangers, IReadOnlyList<VenueOrder> open, Side side)
    {
        var own = new Queue<BookOrder>(open
            .Where(order => order.Side == side && order.Rests)
            .OrderBy(order => side == Side.Buy ? -order.LimitPrice : order.LimitPrice)
            .ThenBy(order => order.Rank)
            .Select(order => new BookOrder(
                order.Id, order.LimitPrice!.Value, order.Visible, order.Rank, order.Changed)));
        foreach (var stranger in strangers)
        {
            while (own.TryPeek(out var next) && IsBetter(side, next.Price, stranger.Price))
                yield return own.Dequeue();
            yield return stranger;
        }

        while (own.TryDequeue(out var rest))
            yield return rest;
    }

    private static IEnumerable<LadderLevel> Merge(IEnumerable<LadderLevel> levels, List<LadderLevel> own, Side side)
    {
        var next = 0;
        foreach (var level in levels)
        {
            for (; next < own.Count && IsBetter(side, own[next].Price, level.Price); next++)
                yield return own[next];
            if (next < own.Count && own[next].Price == level.Price)
                yield return level with { Volume = level.Volume + own[next++].Volume };
            else
                yield return level;
        }

        for (; next < own.Count; next++)
            yield return own[next];
    }

    private static bool IsBetter(Side side, decimal price, decimal than) =>
        side == Side.Buy ? price > than : price < than;
}
