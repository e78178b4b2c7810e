using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Simulators.Kraken.Markets;

/// <summary>Candles with all prices multiplied: a market of another height.</summary>
internal sealed class ScaledCandles(ICandleSource source, double factor) : ICandleSource
{
    public ReadOnlyMemory<Candle> Next()
    {
        var batch = source.Next().ToArray();
        for (var i = 0; i < batch.Length; i++)
        {
            var c = batch[i];
            var (open, high, low, close) = (c.Open * factor, c.High * factor, c.Low * factor, c.Close * factor);
            batch[i] = new Candle(c.OpenSeconds, open, high, low, close, c.Volume, c.TradeCount);
        }

        return batch;
    }
}
