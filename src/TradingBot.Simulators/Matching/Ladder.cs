using TradingBot.Core.Market;
using TradingBot.Simulators.Matching.Orders;

namespace TradingBot.Simulators.Matching;

/// <summary>
/// What strangers offer in a pair: levels around the last trade, as a function of the seed, the price and the trade's
/// id alone. A level keeps its volume over a few trades, so that one trade changes a part of the book only.
/// </summary>
public sealed class Ladder
{
    private const int Generations = 8; // a level is redrawn every so many trades
    private const int MaxOrders = 3; // a level is made of
    private const int Sparseness = 3; // on average one tick in so many has a level
    private readonly Instrument _instrument;
    private readonly ulong _seed;
    private readonly Dictionary<(Side Side, long Tick), decimal> _taken = [];
    private decimal _typicalVolume;
    private decimal _typicalAtPrice;
    private long _bestBid;
    private long _bestAsk;
    private long _step;

    public Ladder(Instrument instrument, ulong seed) => (_instrument, _seed) = (instrument, seed);

    /// <summary>Moves the book to a trade's price: it was the best ask if a buyer took it, else the best bid.</summary>
    /// <param name="price">Quote currency.</param>
    /// <param name="taker">Side of the trade's taker.</param>
    /// <param name="step">Number of the trade, rising.</param>
    public void MoveTo(decimal price, Side taker, long step)
    {
        _taken.Clear();
        _step = step;
        if (_typicalAtPrice == 0 || price > _typicalAtPrice * 2 || price < _typicalAtPrice / 2)
        {
            // Ten thousand times the smallest order's cost: 5,000 USD a level, 0.2 XBT in a pair against bitcoin.
            _typicalAtPrice = price;
            _typicalVolume = Math.Max(_instrument.MinimumNotional, 0.00001m) * 10_000 / price;
        }

        var tick = (long)Math.Round(price / _instrument.TickSize);
        var spread = 1 + (long)(SeededDraw.Bits(_seed, step, -2) % 3) + tick / 50_000;
        (_bestBid, _bestAsk) = taker == Side.Buy
            ? (Math.Max(1, tick - spread), Math.Max(2, tick))
            : (tick, tick + spread);
    }

    /// <summary>
    /// Levels from the best on: the asks for <see cref="Side.Sell"/>, the bids for <see cref="Side.Buy"/>.
    /// </summary>
    public IEnumerable<LadderLevel> Levels(Side side)
    {
        foreach (var (tick, offered) in Offers(side))
        {
            var volume = offered - _taken.GetValueOrDefault((side, tick));
            if (volume > 0)
                yield return new LadderLevel(tick * _instrument.TickSize, volume);
        }
    }

    /// <summary>The single orders behind the levels, in the order in which they trade.</summary>
    public IEnumerable<BookOrder> Orders(Side side)
    {
        foreach (var (tick, offered) in Offers(side))
        {
            var taken = _taken.GetValueOrDefault((side, tick));
            var draw = SeededDraw.Bits(_seed, tick, GenerationOf(tick));
            var count = 1 + (int)(draw >> 40 & 0xff) % MaxOrders;
            var part = _instrument.RoundVolumeDown(offered / count);
            for (var i = 0; i < count; i++)
            {
                var volume = i < count - 1 ? part : offered - part * (count - 1);
                var left = volume - Math.Min(volume, taken);
                taken -= volume - left;
                if (left > 0)
                    yield return new BookOrder(IdOf(draw, side, i), tick * _instrument.TickSize, left, 0, null);
            }
        }
    }

    /// <summary>What each tick with a level offers before anybody took from it, from the best on.</summary>
    private IEnumerable<(long Tick, decimal Volume)> Offers(Side side)
    {
        if (_bestAsk == 0)
            yield break;
        var (tick, step) = side == Side.Sell ? (_bestAsk, 1L) : (_bestBid, -1L);
        var best = tick;
        for (; tick > 0; tick += step)
        {
            if (tick != best && SeededDraw.Bits(_seed, tick) % Sparseness != 0)
                continue;
            yield return (tick, OfferedAt(tick));
        }
    }

    /// <summary>Takes volume from a level until the next trade moves the book.</summary>
    /// <param name="side">Side of the level.</param>
    /// <param name="price">Price of the level.</param>
    /// <param name="volume">Base units.</param>
    public void Take(Side side, decimal price, decimal volume)
    {
        var key = (side, (long)(price / _instrument.TickSize));
        _taken[key] = _taken.GetValueOrDefault(key) + volume;
    }

    private static string IdOf(ulong draw, Side side, int number)
    {
        var bits = SeededDraw.Bits(draw, side == Side.Buy ? 1 : 2, number);
        return VenueIds.Of('O', bits, SeededDraw.Bits(bits, 3));
    }

    private long GenerationOf(long tick) =>
        (_step + (long)(SeededDraw.Bits(_seed, tick, -3) % Generations)) / Generations;

    private decimal OfferedAt(long tick)
    {
        var chance = SeededDraw.Fraction(SeededDraw.Bits(_seed, tick, GenerationOf(tick)));
        var volume = _typicalVolume * (decimal)(0.05 + chance * chance * 3.0);
        return Math.Max(_instrument.MinimumVolume, Math.Round(volume, _instrument.VolumeDecimals));
    }
}
