using TradingBot.Core.Market;
using TradingBot.Simulators.Kraken.Markets;
using TradingBot.Simulators.Kraken.State;
using TradingBot.Simulators.Matching.Orders;

namespace TradingBot.Simulators.Kraken.Sockets;

/// <summary>
/// The single orders of a pair's book at one depth, as its subscribers have them: a new order at a price queues behind
/// those sent before.
/// </summary>
internal sealed class Level3Feed
{
    private readonly Exchange _exchange;
    private List<BookOrder> _bids;
    private List<BookOrder> _asks;

    public Level3Feed(Exchange exchange, SimulatedMarket market, int depth)
    {
        (_exchange, Market, Depth) = (exchange, market, depth);
        (_bids, _asks) = (Now(Side.Buy), Now(Side.Sell));
    }

    public SimulatedMarket Market { get; }

    /// <summary>Prices a side.</summary>
    public int Depth { get; }

    public Level3Change Snapshot() => new(
        _bids.ConvertAll(order => new Level3Event(null, order)),
        _asks.ConvertAll(order => new Level3Event(null, order)),
        Checksum.Of(Market.Instrument, _asks, _bids));

    /// <summary>Goes on to the book of now; null when nothing has changed.</summary>
    public Level3Change? Refresh()
    {
        var (bids, bidEvents) = Moved(_bids, Side.Buy);
        var (asks, askEvents) = Moved(_asks, Side.Sell);
        (_bids, _asks) = (bids, asks);
        return bidEvents.Count + askEvents.Count == 0
            ? null
            : new Level3Change(bidEvents, askEvents, Checksum.Of(Market.Instrument, _asks, _bids));
    }

    private (List<BookOrder> After, List<Level3Event> Events) Moved(List<BookOrder> before, Side side)
    {
        var now = Now(side);
        var volumes = now.ToDictionary(Key, order => order.Volume);
        var known = before.Select(Key).ToHashSet();
        var isFull = now.Select(order => order.Price).Distinct().Count() == Depth;
        var events = new List<Level3Event>();
        var after = new List<BookOrder>();
        foreach (var order in before)
        {
            if (volumes.TryGetValue(Key(order), out var volume))
            {
                after.Add(order with { Volume = volume });
                if (volume != order.Volume)
                    events.Add(new Level3Event("modify", after[^1] with { Since = _exchange.Now }));
            }
            else if (!isFull || !IsWorse(side, order.Price, now[^1].Price))
            {
                // what better prices have pushed out, a client cuts off itself
                events.Insert(0, new Level3Event("delete", order with { Since = _exchange.Now }));
            }
        }

        var added = now.Where(order => !known.Contains(Key(order))).ToList();
        events.AddRange(added.Select(order => new Level3Event("add", order)));
        after.AddRange(added);
        return ([.. after.OrderBy(order => side == Side.Buy ? -order.Price : order.Price)], events);
    }

    private List<BookOrder> Now(Side side) =>
    [
        .. _exchange.Venue.BookOrders(Market.Market, side).WithinLevels(Depth)
            .Select(order => order with { Since = order.Since ?? _exchange.Now }),
    ];

    private static (string, decimal, long) Key(BookOrder order) => (order.Id, order.Price, order.Rank);

    private static bool IsWorse(Side side, decimal price, decimal than) =>
        side == Side.Buy ? price < than : price > than;
}
