using TradingBot.Core.Indicators;

namespace TradingBot.Core.Strategies.Catalog;

/// <summary>
/// How %K and %D of a stochastic oscillator stand to each other and to the middle. Where a range behind them is zero
/// they say nothing, and all of it is false.
/// </summary>
internal sealed class StochasticState(Stochastic stochastic, double middle)
{
    /// <summary>A difference of %K and %D up to this is rounding.</summary>
    public const double Rounding = 100 * Cross.Noise;

    private Cross _cross;

    /// <summary>1 when %K has just crossed above %D, -1 below, else 0.</summary>
    public int Crossed { get; private set; }

    public bool IsKAboveD => Difference > Rounding;

    public bool IsKBelowD => Difference < -Rounding;

    public bool AreLow => stochastic.DHasRange && stochastic.K < middle && stochastic.D < middle;

    public bool AreHigh => stochastic.DHasRange && stochastic.K > middle && stochastic.D > middle;

    /// <summary>NaN where it is not known.</summary>
    private double Difference => stochastic.DHasRange ? stochastic.K - stochastic.D : double.NaN;

    /// <summary>To be called once a candle.</summary>
    public void Update() => Crossed = _cross.Next(Difference, price: 100);
}
