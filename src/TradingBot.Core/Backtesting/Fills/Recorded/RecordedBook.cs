using TradingBot.Core.Market;
using TradingBot.Core.Orders;

namespace TradingBot.Core.Backtesting.Fills.Recorded;

/// <summary>
/// A recorded order book, and what our orders have taken from it, of which it does not know: that counts until the
/// level's next update, which tells what the others have left there.
/// </summary>
internal sealed class RecordedBook(int depth)
{
    private readonly List<(Side Side, decimal Price, decimal Volume)> _taken = []; // a few at most: no index

    /// <summary>As recorded.</summary>
    public OrderBook Levels { get; } = new(depth);

    public void Clear()
    {
        Levels.Clear();
        _taken.Clear();
    }

    public void Set(Side side, decimal price, decimal quantity)
    {
        var index = IndexOf(side, price);
        if (index >= 0)
            _taken.RemoveAt(index);
        Levels.Set(side, new BookLevel(price, quantity));
    }

    /// <summary>Best first, with what we have taken.</summary>
    public ReadOnlySpan<BookLevel> Of(Side side) => side == Side.Buy ? Levels.Bids : Levels.Asks;

    /// <summary>What is left to take of a level, base units.</summary>
    public decimal Free(Side side, in BookLevel level)
    {
        var index = IndexOf(side, level.Price);
        return index < 0 ? level.Quantity : level.Quantity - _taken[index].Volume;
    }

    /// <summary>True where a side has so much left to take, in whole lots of each level.</summary>
    public bool HasFree(Side side, decimal volume, Instrument instrument)
    {
        foreach (ref readonly var level in Of(side))
        {
            volume -= instrument.RoundVolumeDown(Math.Min(volume, Free(side, in level)));
            if (volume == 0)
                return true;
        }

        return false;
    }

    /// <summary>One of our orders takes from a level.</summary>
    public void Take(Side side, decimal price, decimal volume)
    {
        var index = IndexOf(side, price);
        if (index < 0)
            _taken.Add((side, price, volume));
        else
            _taken[index] = (side, price, _taken[index].Volume + volume);
    }

    /// <summary>The best price at which something is left to take; null: there is none.</summary>
    public decimal? BestFree(Side side)
    {
        foreach (ref readonly var level in Of(side))
        {
            if (Free(side, in level) > 0)
                return level.Price;
        }

        return null;
    }

    /// <summary>What rests at a price, base units; null beyond the recorded depth.</summary>
    public decimal? RestingAt(Side side, decimal price)
    {
        var levels = Of(side);
        foreach (ref readonly var level in levels)
        {
            if (level.Price == price)
                return level.Quantity;
            if (RestingRules.IsBeyond(side, price, level.Price))
                return 0;
        }

        return levels.Length < Levels.Depth ? 0 : null;
    }

    private int IndexOf(Side side, decimal price)
    {
        for (var i = 0; i < _taken.Count; i++)
        {
            if (_taken[i].Side == side && _taken[i].Price == price)
                return i;
        }

        return -1;
    }
}
