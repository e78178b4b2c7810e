namespace TradingBot.Core.Risk.Breakers;

/// <summary>Trips when the equity has fallen too far from its highest.</summary>
internal sealed class Drawdown(decimal limit) : IBreaker
{
    public string Name => "drawdown";

    public bool ResetsItself => false;

    public string? Reason(in RiskFigures figures)
    {
        var fall = figures.Peak - figures.Equity;
        return fall > 0 && fall >= limit * figures.Peak
            ? FormattableString.Invariant($"equity {fall:0.##} below its peak, {limit:0.##%} allowed")
            : null;
    }
}
