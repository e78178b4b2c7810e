using TradingBot.Core.Market;
using TradingBot.Core.Trading;

namespace TradingBot.Core.Engine;

/// <summary>
/// Everything that can happen to the engine: a closed set, each with the exchange time it happened at.
/// </summary>
/// <param name="Time">UTC.</param>
public abstract record EngineEvent(DateTime Time)
{
    /// <summary>A candle that was closed elsewhere: history, before the first trade is seen.</summary>
    public sealed record CandleClosed(DateTime Time, Candle Candle) : EngineEvent(Time);

    /// <summary>A print of the market's tape.</summary>
    public sealed record TradePrinted(Trade Trade) : EngineEvent(Trade.Time);

    /// <summary>The exchange's clock has moved on, whether or not anything traded.</summary>
    public sealed record Elapsed(DateTime Time) : EngineEvent(Time);

    /// <summary>The exchange's answer to an order.</summary>
    public sealed record OrderAnswered(DateTime Time, OrderOutcome Outcome) : EngineEvent(Time);
}
