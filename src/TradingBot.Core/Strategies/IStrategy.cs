using TradingBot.Core.Market;

namespace TradingBot.Core.Strategies;

/// <summary>
/// A trading rule. It is shown closed candles, one at a time and in order, and nothing else: no clock, no account, no
/// network. Its indicators have seen the same candle before it is asked.
/// </summary>
public interface IStrategy
{
    /// <summary>Candles it must have seen before its signals mean anything.</summary>
    int WarmUp { get; }

    /// <summary>What the rule says now that this candle is closed.</summary>
    Signal OnCandleClosed(in Candle candle);
}
