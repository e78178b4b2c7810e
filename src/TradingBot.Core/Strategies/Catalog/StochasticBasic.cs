using TradingBot.Core.Charts;
using TradingBot.Core.Indicators;
using TradingBot.Core.Market;

namespace TradingBot.Core.Strategies.Catalog;

/// <summary>
/// The original bot's basic stochastic strategy: enters on each candle on which %K is low, as long as more trades may
/// be open, and leaves when it is high.
/// </summary>
/// <remarks>
/// Decisions: its period of 14 only delays the start, as in the original, where the oscillator keeps TA-Lib's 5, 3, 3.
/// Its stop of 100 % is none.
/// Where %K is made of a range of zero there is no signal: the original's TA-Lib calls it 0, and so over-sold.
/// </remarks>
public sealed class StochasticBasic(Chart chart, StrategySettings settings) : IStrategy
{
    private readonly Stochastic _stochastic = StochasticParameters.Draw(chart, settings);
    private readonly double _overSold = settings.Number("over-sold");
    private readonly double _overBought = settings.Number("over-bought");
    private readonly int _history = settings.WholeNumber("history");
    private readonly bool _enters = settings.Flag("enter-over-sold");
    private readonly bool _leaves = settings.Flag("leave-over-bought");

    public int WarmUp => Math.Max(_history + 1, _stochastic.WarmUp);

    public IReadOnlyList<Figure> Figures => StochasticParameters.Figures(_stochastic);

    public Signal OnCandleClosed(in Candle candle)
    {
        if (chart.Count <= _history || !_stochastic.KHasRange)
            return Signal.None;
        if (_leaves && _stochastic.K >= _overBought - StochasticState.Rounding)
            return Signal.Leave("%K is over-bought");
        return _enters && _stochastic.K <= _overSold + StochasticState.Rounding
            ? Signal.Enter("%K is over-sold")
            : Signal.None;
    }
}
