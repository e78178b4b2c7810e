using TradingBot.Core.Charts;
using TradingBot.Core.Indicators;
using TradingBot.Core.Market;

namespace TradingBot.Core.Strategies.Catalog;

/// <summary>
/// The original bot's strategy: enters when the MACD histogram of the typical price turns from below to above zero,
/// from more than 35 candles of history; the exit rules close the trade. TA-Lib's seeding, which the original used.
/// </summary>
public sealed class MacdTurn(Chart chart, StrategySettings settings) : IStrategy
{
    private readonly Macd _macd = MacdParameters.Draw(chart, settings);

    private readonly int _history = settings.WholeNumber("history");
    private Cross _cross;

    /// <summary>The first decision needs one candle more than the history, and two histogram values.</summary>
    public int WarmUp => Math.Max(_history, _macd.WarmUp) + 1;

    public IReadOnlyList<Figure> Figures => MacdParameters.Figures(_macd);

    public Signal OnCandleClosed(in Candle candle)
    {
        return _cross.Next(_macd.Histogram, candle.Close) > 0 && chart.Count > _history
            ? Signal.Enter("MACD histogram turned positive")
            : Signal.None;
    }
}
