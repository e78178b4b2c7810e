using TradingBot.Core.Charts;
using TradingBot.Core.Indicators;
using TradingBot.Core.Market;

namespace TradingBot.Core.Strategies.Catalog;

/// <summary>The price levels that the original's Stochastic-SR-MA strategy shows and does not trade by.</summary>
internal sealed class PriceLevels : IIndicator
{
    private readonly SupportResistance _levels = new();
    private double _highest = double.NaN;
    private double _lowest = double.NaN;

    public int WarmUp => _levels.WarmUp;

    /// <summary>Under the original's names: the first two are the extremes of all candles seen.</summary>
    public IReadOnlyList<Figure> Figures =>
    [
        new("stochastic.resistance", () => _highest),
        new("stochastic.support", () => _lowest),
        new("sr.support_major", () => _levels.MajorSupport),
        new("sr.support_minor", () => _levels.MinorSupport),
        new("sr.resistance_major", () => _levels.MajorResistance),
        new("sr.resistance_minor", () => _levels.MinorResistance),
    ];

    public void Add(in Candle candle)
    {
        _levels.Add(in candle);
        _highest = double.MaxNumber(_highest, candle.High);
        _lowest = double.MinNumber(_lowest, candle.Low);
    }
}
