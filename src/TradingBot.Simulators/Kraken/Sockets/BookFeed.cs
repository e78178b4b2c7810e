using TradingBot.Core.Market;
using TradingBot.Simulators.Kraken.Markets;
using TradingBot.Simulators.Kraken.State;
using TradingBot.Simulators.Matching;

namespace TradingBot.Simulators.Kraken.Sockets;

/// <summary>A pair's book at one depth, as its subscribers have it.</summary>
internal sealed class BookFeed
{
    private readonly Exchange _exchange;
    private LadderLevel[] _bids;
    private LadderLevel[] _asks;

    public BookFeed(Exchange exchange, SimulatedMarket market, int depth)
    {
        (_exchange, Market, Depth) = (exchange, market, depth);
        (_bids, _asks) = (Now(Side.Buy), Now(Side.Sell));
    }

    public SimulatedMarket Market { get; }

    public int Depth { get; }

    public BookChange Snapshot() => new(_bids, _asks, Sum());

    /// <summary>Goes on to the book of now; null when nothing has changed.</summary>
    public BookChange? Refresh()
    {
        var (bids, asks) = (Now(Side.Buy), Now(Side.Sell));
        var (bidChanges, askChanges) = (Changes(_bids, bids, Side.Buy), Changes(_asks, asks, Side.Sell));
        if (bidChanges.Count == 0 && askChanges.Count == 0)
            return null;
        (_bids, _asks) = (bids, asks);
        return new BookChange(bidChanges, askChanges, Sum());
    }

    private uint Sum() => Checksum.Of(Market.Instrument, _asks, _bids);

    private LadderLevel[] Now(Side side) => [.. _exchange.Venue.Book(Market.Market, side).Take(Depth)];

    /// <summary>
    /// New and other volumes, and removals; not levels that better ones have pushed out, which a client cuts off
    /// itself.
    /// </summary>
    private List<LadderLevel> Changes(LadderLevel[] before, LadderLevel[] after, Side side)
    {
        var known = before.ToDictionary(level => level.Price, level => level.Volume);
        bool IsNew(LadderLevel level) => !known.TryGetValue(level.Price, out var volume) || volume != level.Volume;
        var changes = after.Where(IsNew).ToList();
        var stays = after.Select(level => level.Price).ToHashSet();
        var isFull = after.Length == Depth;
        foreach (var level in before.Where(level => !stays.Contains(level.Price)))
        {
            var isPushedOut = isFull
                && (side == Side.Buy ? level.Price < after[^1].Price : level.Price > after[^1].Price);
            if (!isPushedOut)
                changes.Add(level with { Volume = 0 });
        }

        return changes;
    }
}
