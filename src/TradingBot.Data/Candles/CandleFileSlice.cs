using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Data.Candles;

/// <summary>A range of a candle file. In batches, so that a reader can look at Ctrl-C between two of them.</summary>
internal sealed class CandleFileSlice(CandleFile file, int start, int end) : ICandleSource
{
    private const int BatchSize = 1 << 16;

    private readonly ReadOnlyMemory<Candle> _candles = new MappedCandles(file).Memory;
    private int _next = start;

    /// <summary>Number of candles in the range.</summary>
    public int Count { get; } = end - start;

    public ReadOnlyMemory<Candle> Next()
    {
        var first = _next;
        _next = Math.Min(end, first + BatchSize);
        file.Verify(first, _next);
        return _candles[first.._next];
    }
}
