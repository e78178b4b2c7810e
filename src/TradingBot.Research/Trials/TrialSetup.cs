using TradingBot.Core.Backtesting.Fills;
using TradingBot.Core.Engine;
using TradingBot.Core.Risk.Breakers;

namespace TradingBot.Research.Trials;

/// <summary>All that makes a trial a backtest: how it trades, what its fills cost, and on which candles.</summary>
/// <param name="Engine">How it trades, and from when on.</param>
/// <param name="Fills">What its fills cost.</param>
/// <param name="History">Of the engine's pair and timeframe, long enough for the warm-up.</param>
internal sealed record TrialSetup(EngineSetup Engine, FillModel Fills, CandleHistory History)
{
    /// <summary>When new trades are stopped; null: never.</summary>
    public BreakerLimits? Breakers { get; init; }

    /// <summary>Candles the strategy must have seen before it trades.</summary>
    public long NeededWarmUp { get; init; }

    /// <summary>Candles it is shown before it trades, where there are so many.</summary>
    public long WarmUp { get; init; }
}
