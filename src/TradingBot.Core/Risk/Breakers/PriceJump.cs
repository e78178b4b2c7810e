namespace TradingBot.Core.Risk.Breakers;

/// <summary>Trips when a price is too far from the one before.</summary>
internal sealed class PriceJump(double limit) : IBreaker
{
    public string Name => "price-jump";

    public bool ResetsItself => false;

    public string? Reason(in RiskFigures figures) =>
        Math.Abs(figures.PriceChange) >= limit
            ? FormattableString.Invariant($"the price jumped by {figures.PriceChange:+0.##%;-0.##%}")
            : null;
}
