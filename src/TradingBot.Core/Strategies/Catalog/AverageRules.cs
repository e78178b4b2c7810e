using TradingBot.Core.Charts;
using TradingBot.Core.Indicators;

namespace TradingBot.Core.Strategies.Catalog;

/// <summary>The rules about a moving average that two of the original's strategies share.</summary>
internal sealed class AverageRules
{
    private readonly SlowingAverage _average;
    private readonly bool _entersAbove;
    private readonly bool _leavesBelow;
    private readonly bool _leavesSlowing;
    private readonly int _cooldown;
    private int _cooling;

    public AverageRules(Chart chart, StrategySettings settings)
    {
        _average = chart.Draw(new SlowingAverage(settings.WholeNumber("average"), settings.WholeNumber("slope")));
        _entersAbove = settings.Flag("enter-price-above-ma");
        _leavesBelow = settings.Flag("leave-price-below-ma");
        _leavesSlowing = settings.Flag("leave-ma-slope-slowing");
        _cooldown = settings.WholeNumber("cooldown");
    }

    public int WarmUp => _average.WarmUp;

    /// <summary>Under the original's names; its trend was a word, here it is 1, 0 or -1.</summary>
    public IReadOnlyList<Figure> Figures =>
    [
        new("stochastic.moving_average", () => _average.Value),
        new("stochastic.slope", () => _average.Slope),
        new("stochastic.trend", () => double.IsNaN(_average.Slope) ? double.NaN : Math.Sign(_average.Slope)),
    ];

    /// <summary>To be called once a candle, before the rules.</summary>
    public void Update() => _cooling = Math.Max(0, _cooling - 1);

    /// <summary>The price is above the average, and the last entry for that reason is some candles ago.</summary>
    public bool Enters(double price)
    {
        if (!_entersAbove || _cooling > 0 || Side(price, _average.Value) <= 0)
            return false;
        _cooling = _cooldown + 1;
        return true;
    }

    /// <summary>The reason to leave, or null.</summary>
    public string? Leaves(double price)
    {
        if (_leavesBelow && Math.Max(Side(price, _average.Value), Side(price, _average.Previous)) < 0)
            return "price is below its average";
        return _leavesSlowing && _average.IsSlowing ? "slope of the average is slowing" : null;
    }

    private static int Side(double price, double average) => Cross.SignOf(price - average, price);
}
