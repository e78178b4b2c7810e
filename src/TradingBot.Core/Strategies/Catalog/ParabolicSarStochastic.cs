using TradingBot.Core.Charts;
using TradingBot.Core.Indicators;
using TradingBot.Core.Market;

namespace TradingBot.Core.Strategies.Catalog;

/// <summary>
/// The original bot's Parabolic SAR/Stochastic Crossover strategy: enters on each candle on which the parabolic stop is
/// below the price and %K has crossed above %D while both were low, and not back while both were high; leaves when the
/// average's slope slows, or for the reasons switched on.
/// </summary>
/// <remarks>
/// Decisions: on a candle that says both, leaving wins, where the original would open a trade and close the others.
/// The slope needs eight changes, where the original looked at eight when it had seven and threw.
/// An entry does not end the readiness, as in the original: it enters again until enough trades are open.
/// <c>leave-price-below-ma</c>, which the original declares and forgets, works as in Stochastic-SR-MA.
/// </remarks>
public sealed class ParabolicSarStochastic : IStrategy
{
    private readonly Chart _chart;
    private readonly Stochastic _stochastic;
    private readonly StochasticState _state;
    private readonly ParabolicSar _sar;
    private readonly AverageRules _average;
    private readonly PriceSource _price;
    private readonly int _history;
    private readonly bool _entersOnSar;
    private readonly bool _entersOnCross;
    private bool _isReady;

    public ParabolicSarStochastic(Chart chart, StrategySettings settings)
    {
        _chart = chart;
        _stochastic = StochasticParameters.Draw(chart, settings);
        _state = new StochasticState(_stochastic, settings.Number("middle"));
        _sar = chart.ParabolicSar(settings.Number("acceleration"), settings.Number("maximum"));
        _average = new AverageRules(chart, settings);
        _price = settings.PriceSource();
        _history = settings.WholeNumber("history");
        _entersOnSar = settings.Flag("enter-sar-stoch");
        _entersOnCross = settings.Flag("enter-stoch-os");
    }

    public int WarmUp => Math.Max(_history, Math.Max(_stochastic.WarmUp, _average.WarmUp)) + 1;

    public IReadOnlyList<Figure> Figures => [.. _average.Figures, .. StochasticParameters.Figures(_stochastic)];

    public Signal OnCandleClosed(in Candle candle)
    {
        _state.Update();
        _average.Update();
        if (_state is { Crossed: 1, AreLow: true })
            _isReady = true;
        else if (_state is { Crossed: -1, AreHigh: true })
            _isReady = false;
        if (_chart.Count <= _history)
            return Signal.None;
        var price = _price.Of(in candle);
        if (_average.Leaves(price) is { } reason)
            return Signal.Leave(reason);
        if (_entersOnSar && _isReady && Cross.SignOf(price - _sar.Value, price) > 0)
            return Signal.Enter("parabolic stop is below the price after a low cross");
        if (_entersOnCross && _state is { Crossed: 1, AreLow: true })
            return Signal.Enter("%K crossed above %D while low");
        return _isReady && _average.Enters(price) ? Signal.Enter("price is above its average") : Signal.None;
    }
}
