using TradingBot.Core.Market;

namespace TradingBot.Core.Charts;

/// <summary>A figure derived from closed candles, one at a time; its values are NaN until it is ready.</summary>
public interface IIndicator
{
    /// <summary>Candles it takes until the values are ready.</summary>
    int WarmUp { get; }

    /// <summary>Takes the next closed candle.</summary>
    void Add(in Candle candle);
}
