using TradingBot.Core.Market;

namespace TradingBot.Core.Strategies;

/// <summary>
/// A trading rule. It is shown closed candles, one at a time and in order, and if it asks for them samples of the order
/// book: no clock, no account, no network. Its indicators have seen the same candle before it is asked.
/// </summary>
public interface IStrategy
{
    /// <summary>Candles it must have seen before its signals mean anything.</summary>
    int WarmUp { get; }

    /// <summary>True where it looks at <see cref="Charts.Chart.Book"/>, which history does not have.</summary>
    bool NeedsBook => false;

    /// <summary>What can be watched of its working.</summary>
    IReadOnlyList<Figure> Figures => [];

    /// <summary>What the rule says now that this candle is closed.</summary>
    Signal OnCandleClosed(in Candle candle);
}
