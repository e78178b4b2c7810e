using TradingBot.Core.Market;

namespace TradingBot.Tests.Recordings;

/// <summary>
/// A market of random levels and trades from noon on, a few messages a second, whose bias turns every few minutes. In
/// the first second of a minute each of the best levels changes.
/// </summary>
internal sealed class RandomSession
{
    private const int Levels = 12;
    private const int MinutesOfABias = 3;

    private readonly Random _random;
    private readonly SortedDictionary<decimal, decimal> _bids = [];
    private readonly SortedDictionary<decimal, decimal> _asks = [];
    private readonly List<SessionStep> _steps = [];

    public RandomSession(int seed, int minutes)
    {
        _random = new Random(seed);
        for (var i = 0; i < Levels; i++)
            (_bids[100 - i / 10m], _asks[100.1m + i / 10m]) = (Quantity(), Quantity());
        (Bids, Asks) = ([.. _bids.Select(Level)], [.. _asks.Select(Level)]);
        var at = 1.0;
        for (var minute = 0; minute < minutes; minute++)
        {
            Touch(minute, ref at);
            while ((at += 0.05 + _random.Next(600) / 1000.0) < (minute + 1) * 60 - 1)
                Step(at);
            // A minute whose end is proved by nothing but the clock, and one that a trade proves.
            at = (minute + 1) * 60 + (minute % 4 == 3 ? 6.5 : 0.1 + _random.Next(500) / 1000.0);
            Trade(at);
        }
    }

    public (decimal Price, decimal Quantity)[] Bids { get; }

    public (decimal Price, decimal Quantity)[] Asks { get; }

    /// <summary>What happens after the book of second 1, in order.</summary>
    public IReadOnlyList<SessionStep> Steps => _steps;

    /// <summary>Records it; the hour is sealed.</summary>
    public void Record(TradedRecording recording)
    {
        recording.Book(1, Bids, Asks);
        foreach (var step in _steps)
        {
            if (step.IsTrade)
                recording.Trade(step.At, step.Side, step.Price, step.Quantity);
            else if (step.Side == Side.Buy)
                recording.Bid(step.At, step.Price, step.Quantity);
            else
                recording.Ask(step.At, step.Price, step.Quantity);
        }

        recording.Seal();
    }

    private static (decimal Price, decimal Quantity) Level(KeyValuePair<decimal, decimal> level) =>
        (level.Key, level.Value);

    private decimal Quantity() => _random.Next(1, 400) / 100m;

    /// <summary>Much more is bid, or asked, far from the best prices; and the best levels are told anew.</summary>
    private void Touch(int minute, ref double at)
    {
        var isBid = minute / MinutesOfABias % 2 == 0;
        Set(at += 0.2, Side.Buy, 99.5m, isBid ? 200 : 1);
        Set(at += 0.001, Side.Sell, 100.8m, isBid ? 1 : 200);
        foreach (var price in _bids.Keys.Reverse().Take(6).ToArray())
            Set(at += 0.001, Side.Buy, price, price == 99.5m ? _bids[price] : Quantity());
        foreach (var price in _asks.Keys.Take(6).ToArray())
            Set(at += 0.001, Side.Sell, price, price == 100.8m ? _asks[price] : Quantity());
    }

    private void Step(double at)
    {
        if (_random.Next(4) == 0)
        {
            Trade(at);
            return;
        }

        var isBid = _random.Next(2) == 0;
        var side = isBid ? _bids : _asks;
        var price = (isBid ? _bids.Keys.Last() : _asks.Keys.First()) + (_random.Next(8) - (isBid ? 6 : 1)) / 10m;
        if (price is 99.5m or 100.8m || (isBid ? price >= _asks.Keys.First() : price <= _bids.Keys.Last()))
            return;
        var goes = side.Count > 4 && side.ContainsKey(price) && _random.Next(3) == 0;
        Set(at, isBid ? Side.Buy : Side.Sell, price, goes ? 0 : Quantity());
    }

    private void Trade(double at)
    {
        var taker = _random.Next(2) == 0 ? Side.Buy : Side.Sell;
        _steps.Add(new SessionStep(
            at, IsTrade: true, taker, taker == Side.Buy ? _asks.Keys.First() : _bids.Keys.Last(), Quantity() / 10));
    }

    private void Set(double at, Side side, decimal price, decimal quantity)
    {
        var levels = side == Side.Buy ? _bids : _asks;
        if (quantity == 0)
            levels.Remove(price);
        else
            levels[price] = quantity;
        _steps.Add(new SessionStep(at, IsTrade: false, side, price, quantity));
    }
}

/// <summary>What happens at a moment.</summary>
/// <param name="At">Seconds since noon by the exchange's clock.</param>
/// <param name="IsTrade">True for a trade, false for a level of the book.</param>
/// <param name="Side">The taker's, or that of the level.</param>
/// <param name="Price">Quote currency.</param>
/// <param name="Quantity">Base units; 0: the level is gone.</param>
internal readonly record struct SessionStep(double At, bool IsTrade, Side Side, decimal Price, decimal Quantity);
