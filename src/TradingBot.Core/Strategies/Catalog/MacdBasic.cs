using TradingBot.Core.Charts;
using TradingBot.Core.Indicators;
using TradingBot.Core.Market;

namespace TradingBot.Core.Strategies.Catalog;

/// <summary>
/// The original bot's basic MACD strategy: enters as <see cref="MacdTurn"/> does, with nearer exits. The original has
/// the whole file commented out; this is what it says.
/// </summary>
public sealed class MacdBasic(Chart chart, StrategySettings settings) : IStrategy
{
    private readonly Macd _macd = MacdParameters.Draw(chart, settings);
    private readonly int _history = settings.WholeNumber("history");
    private readonly bool _leavesBelowZero = settings.Flag("leave-crossover");
    private Cross _cross;

    /// <summary>The first decision needs one candle more than the history, and two histogram values.</summary>
    public int WarmUp => Math.Max(_history, _macd.WarmUp) + 1;

    public IReadOnlyList<Figure> Figures => MacdParameters.Figures(_macd);

    public Signal OnCandleClosed(in Candle candle)
    {
        var turn = _cross.Next(_macd.Histogram, candle.Close);
        if (chart.Count <= _history)
            return Signal.None;
        if (turn > 0)
            return Signal.Enter("MACD histogram turned positive");
        return _leavesBelowZero && Cross.SignOf(_macd.Histogram, candle.Close) < 0
            ? Signal.Leave("MACD histogram is negative")
            : Signal.None;
    }
}
