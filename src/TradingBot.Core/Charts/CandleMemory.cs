using TradingBot.Core.Market;

namespace TradingBot.Core.Charts;

/// <summary>Candles that are already in memory, in one batch.</summary>
public sealed class CandleMemory(ReadOnlyMemory<Candle> candles) : ICandleSource
{
    private ReadOnlyMemory<Candle> _rest = candles;

    public ReadOnlyMemory<Candle> Next()
    {
        var batch = _rest;
        _rest = default;
        return batch;
    }
}
