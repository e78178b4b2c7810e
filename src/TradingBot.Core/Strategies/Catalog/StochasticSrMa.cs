using TradingBot.Core.Charts;
using TradingBot.Core.Indicators;
using TradingBot.Core.Market;

namespace TradingBot.Core.Strategies.Catalog;

/// <summary>
/// The original bot's Stochastic-SR-MA strategy: enters when %K crosses above %D while both are low, and may enter when
/// the price is above its average; leaves when the average's slope slows, or for the reasons switched on.
/// </summary>
/// <remarks>
/// Decisions: on a candle that says both, leaving wins, where the original would open a trade and close the others.
/// The slope needs eight changes, where the original looked at eight when it had seven and threw.
/// Averages are of closes from the first candle on, where the original began with typical prices.
/// The support and resistance it logged decide nothing and are drawn only where somebody watches.
/// The cooldown begins with the signal, whether or not the engine could follow it.
/// </remarks>
public sealed class StochasticSrMa : IStrategy
{
    private readonly Chart _chart;
    private readonly Stochastic _stochastic;
    private readonly StochasticState _state;
    private readonly AverageRules _average;
    private readonly PriceSource _price;
    private readonly int _history;
    private readonly double _overBought;
    private readonly bool _entersOnCross;
    private readonly bool _leavesOverBought;
    private readonly PriceLevels? _levels;
    private bool _isReady;

    public StochasticSrMa(Chart chart, StrategySettings settings)
    {
        _chart = chart;
        _stochastic = StochasticParameters.Draw(chart, settings);
        _state = new StochasticState(_stochastic, settings.Number("middle"));
        _average = new AverageRules(chart, settings);
        _price = settings.PriceSource();
        _history = settings.WholeNumber("history");
        _overBought = settings.Number("over-bought");
        _entersOnCross = settings.Flag("enter-stoch-os");
        _leavesOverBought = settings.Flag("leave-over-bought");
        _levels = chart.IsWatched ? chart.Draw(new PriceLevels()) : null;
    }

    public int WarmUp => Math.Max(_history, Math.Max(_stochastic.WarmUp, _average.WarmUp)) + 1;

    public IReadOnlyList<Figure> Figures =>
        [.. _average.Figures, .. StochasticParameters.Figures(_stochastic), .. _levels?.Figures ?? []];

    public Signal OnCandleClosed(in Candle candle)
    {
        _state.Update();
        _average.Update();
        // a latch: an entry does not open it
        if (_state is { AreLow: true, IsKAboveD: true })
            _isReady = true;
        else if (_state is { AreHigh: true, IsKBelowD: true })
            _isReady = false;
        if (_chart.Count <= _history)
            return Signal.None;
        var price = _price.Of(in candle);
        if (_average.Leaves(price) is { } reason)
            return Signal.Leave(reason);
        if (_leavesOverBought && _stochastic.KHasRange && _stochastic.K >= _overBought - StochasticState.Rounding)
            return Signal.Leave("%K is over-bought");
        if (_entersOnCross && _state is { Crossed: 1, AreLow: true })
            return Signal.Enter("%K crossed above %D while low");
        return _isReady && _average.Enters(price) ? Signal.Enter("price is above its average") : Signal.None;
    }
}
