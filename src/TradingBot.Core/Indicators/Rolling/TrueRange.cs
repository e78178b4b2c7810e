using TradingBot.Core.Market;

namespace TradingBot.Core.Indicators;

/// <summary>The arithmetic behind <see cref="Atr"/> and others: how far the price moved, gaps included.</summary>
internal struct TrueRange
{
    private double _close;
    private bool _begun;

    /// <returns>In quote currency; NaN for the first candle, which has none before it.</returns>
    public double Next(in Candle candle)
    {
        var range = _begun
            ? Math.Max(candle.High, _close) - Math.Min(candle.Low, _close)
            : double.NaN;
        _close = candle.Close;
        _begun = true;
        return range;
    }
}
