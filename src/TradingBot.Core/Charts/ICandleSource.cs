using TradingBot.Core.Market;

namespace TradingBot.Core.Charts;

/// <summary>
/// Closed candles of one timeframe in rising order of time, handed over in batches: stored candles pass from a mapped
/// file to the engine without a copy.
/// </summary>
public interface ICandleSource
{
    /// <summary>The next batch, empty at the end. It is valid until the next call.</summary>
    ReadOnlyMemory<Candle> Next();
}
