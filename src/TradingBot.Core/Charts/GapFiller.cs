using TradingBot.Core.Market;

namespace TradingBot.Core.Charts;

/// <summary>
/// Puts a flat, zero-volume candle where the source has none, as Kraken's REST history does and as the live candle
/// builder does for a period without trades.
/// </summary>
public sealed class GapFiller(ICandleSource source, Timeframe timeframe) : ICandleSource
{
    // A run is scanned here and read again by the engine right after: 2,048 candles are 96 KiB, which stays in the cache.
    private const int LongestRun = 2048;
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
            return default;

        var candles = _rest.Span;
        if (_started)
        {
            _missing = (candles[0].OpenSeconds - _last.OpenSeconds) / timeframe.Seconds - 1;
            if (_missing > 0)
                return FlatRun();
        }

        return Run(candles);
    }

    private ReadOnlyMemory<Candle> Run(ReadOnlySpan<Candle> candles)
    {
        var most = Math.Min(candles.Length, LongestRun);
        var length = 1;
        while (length < most && candles[length].OpenSeconds - candles[length - 1].OpenSeconds == timeframe.Seconds)
            length++;
        _started = true;
        _last = candles[length - 1];
        var run = _rest[..length];
        _rest = _rest[length..];
        return run;
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
