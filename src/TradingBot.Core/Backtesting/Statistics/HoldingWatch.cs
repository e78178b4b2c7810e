using TradingBot.Core.Market;

namespace TradingBot.Core.Backtesting.Statistics;

/// <summary>
/// What the start balance would have been worth at the points of an equity curve if all of it had been put into the
/// market at the first open; from candles shown in their order.
/// </summary>
/// <param name="points">Of the run's curve; at the first one nothing is bought yet.</param>
/// <param name="paid">For one unit with slippage and fee, quote currency.</param>
/// <param name="open">The first open: until a candle has closed, its price.</param>
internal sealed class HoldingWatch(IReadOnlyList<EquityPoint> points, double paid, double open)
{
    private readonly double[] _worth = [(double)points[0].Equity, .. new double[points.Count - 1]];
    private readonly double _units = (double)points[0].Equity / paid;
    private double _price = open;
    private int _next = 1;

    /// <summary>The next candle.</summary>
    /// <param name="candle">Later than the one before.</param>
    /// <param name="end">Unix seconds.</param>
    public void Add(in Candle candle, long end)
    {
        while (_next < _worth.Length && points[_next].Seconds < end)
            _worth[_next++] = _units * _price;
        _price = candle.Close;
    }

    /// <summary>After the last candle.</summary>
    /// <returns>A value for each point, quote currency.</returns>
    public IReadOnlyList<double> Worth()
    {
        while (_next < _worth.Length)
            _worth[_next++] = _units * _price;
        return _worth;
    }
}
