using TradingBot.Core.Market;

namespace TradingBot.Core.Charts;

/// <summary>
/// Puts a flat, zero-volume candle where the source has none, as Kraken's REST history does and as the live candle
/// builder does for a period without trades.
/// </summary>
/// <param name="source">Candles with gaps.</param>
/// <param name="timeframe">Their length.</param>
/// <param name="knownUntil">Up to here a missing candle means that nothing traded; unix seconds.</param>
public sealed class GapFiller(ICandleSource source, Timeframe timeframe, long knownUntil) : ICandleSource
{
    private readonly Candle[] _flat = new Candle[256];
    private ReadOnlyMemory<Candle> _rest;
    private Candle _last;
    private long _missing;
    private bool _started;

    /// <summary>Candles put in so far.</summary>
    public long Filled { get; private set; }

    public ReadOnlyMemory<Candle> Next()
    {
        if (_missing > 0)
            return FlatRun();
        if (_rest.IsEmpty)
            _rest = source.Next();
        if (_rest.IsEmpty)
            return UpToTheEnd();

        var candles = _rest.Span;
        if (_started)
        {
            _missing = (candles[0].OpenSeconds - _last.OpenSeconds) / timeframe.Seconds - 1;
            if (_missing > 0)
                return FlatRun();
        }

        return Run(candles);
    }

    private ReadOnlyMemory<Candle> UpToTheEnd()
    {
        if (!_started)
            return default;
        _missing = (knownUntil - _last.OpenSeconds) / timeframe.Seconds - 1;
        return _missing > 0 ? FlatRun() : default;
    }

    private ReadOnlyMemory<Candle> Run(ReadOnlySpan<Candle> candles)
    {
        var length = LengthWithoutGap(candles);
        _started = true;
        _last = candles[length - 1];
        var run = _rest[..length];
        _rest = _rest[length..];
        return run;
    }

    /// <summary>
    /// Candles before the first gap. Times rise by whole intervals, so there is no gap up to a candle exactly when it
    /// opens as many intervals after the first as its index says: mostly one look is enough.
    /// </summary>
    private int LengthWithoutGap(ReadOnlySpan<Candle> candles)
    {
        var (low, high) = (0, candles.Length - 1);
        while (low < high)
        {
            var middle = high == candles.Length - 1 ? high : (low + high + 1) / 2;
            if (candles[middle].OpenSeconds - candles[0].OpenSeconds == (long)middle * timeframe.Seconds)
                low = middle;
            else
                high = middle - 1;
        }

        return low + 1;
    }

    private ReadOnlyMemory<Candle> FlatRun()
    {
        var length = (int)Math.Min(_missing, _flat.Length);
        for (var i = 0; i < length; i++)
            _flat[i] = Candle.Flat(_last.OpenSeconds + (i + 1L) * timeframe.Seconds, _last.Close);
        _last = _flat[length - 1];
        _missing -= length;
        Filled += length;
        return _flat.AsMemory(0, length);
    }
}
