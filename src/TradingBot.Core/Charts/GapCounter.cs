using TradingBot.Core.Market;

namespace TradingBot.Core.Charts;

/// <summary>Passes candles on as they are and counts those that are missing between them.</summary>
public sealed class GapCounter(ICandleSource source, Timeframe timeframe) : ICandleSource
{
    private long _lastSeconds = -1;

    /// <summary>Missing candles so far.</summary>
    public long Missing { get; private set; }

    public ReadOnlyMemory<Candle> Next()
    {
        var batch = source.Next();
        if (batch.IsEmpty)
            return batch;
        var candles = batch.Span;
        var before = _lastSeconds < 0 ? candles[0].OpenSeconds - timeframe.Seconds : _lastSeconds;
        Missing += (candles[^1].OpenSeconds - before) / timeframe.Seconds - candles.Length;
        _lastSeconds = candles[^1].OpenSeconds;
        return batch;
    }
}
