using TradingBot.Core.Accounts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Backtesting.Statistics;

/// <summary>
/// Finds the highest and the lowest price during each closed trade, from candles shown in their order. A candle counts
/// where the trade was open in all of it: of one in which it was opened or closed halfway nobody knows which prices
/// came when, and only the fill's counts.
/// </summary>
internal sealed class ExcursionWatch
{
    private readonly TradeLog _trades;
    private readonly Way[] _ways;
    private readonly long[] _entered;
    private readonly int[] _order;
    private readonly List<int> _open = [];
    private int _next;

    /// <param name="trades">All of them, as the run has closed them.</param>
    public ExcursionWatch(TradeLog trades)
    {
        _trades = trades;
        _ways = new Way[trades.Count];
        _entered = new long[trades.Count];
        _order = new int[trades.Count];
        for (var i = 0; i < trades.Count; i++)
        {
            var trade = trades[i];
            var price = (double)trade.Entry.Price;
            _ways[i] = new Way { Exit = trade.Exit.Seconds, Low = price, High = price };
            (_entered[i], _order[i]) = (trade.Entry.Seconds, i);
        }

        Array.Sort(_entered, _order);
    }

    /// <summary>The next candle.</summary>
    /// <param name="candle">Later than the one before.</param>
    /// <param name="end">Unix seconds.</param>
    public void Add(in Candle candle, long end)
    {
        while (_next < _order.Length && _entered[_next] <= candle.OpenSeconds)
            _open.Add(_order[_next++]);
        for (var i = _open.Count - 1; i >= 0; i--)
        {
            ref var way = ref _ways[_open[i]];
            if (way.Exit < end)
            {
                _open.RemoveAt(i);
                continue;
            }

            way.Low = Math.Min(way.Low, candle.Low);
            way.High = Math.Max(way.High, candle.High);
        }
    }

    /// <summary>After the last candle.</summary>
    /// <returns>One for each trade, in the trades' order.</returns>
    public IReadOnlyList<Excursion> Excursions()
    {
        var excursions = new Excursion[_ways.Length];
        for (var i = 0; i < excursions.Length; i++)
            excursions[i] = Of(_trades[i], in _ways[i]);
        return excursions;
    }

    private static Excursion Of(in ClosedTrade trade, in Way way)
    {
        var (entry, exit) = ((double)trade.Entry.Price, (double)trade.Exit.Price);
        if (entry <= 0)
            return default;
        var (down, up) = (entry - Math.Min(way.Low, exit), Math.Max(way.High, exit) - entry);
        return trade.Side == Side.Buy
            ? new Excursion(down / entry, up / entry, (entry + up - exit) / entry)
            : new Excursion(up / entry, down / entry, (exit - entry + down) / entry);
    }

    private struct Way
    {
        public long Exit;
        public double Low;
        public double High;
    }
}
