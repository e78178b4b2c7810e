namespace TradingBot.Core.Risk.Breakers;

/// <summary>Trips while nothing is known of the market.</summary>
internal sealed class StaleData(TimeSpan limit) : IBreaker
{
    public string Name => "stale-data";

    public bool ResetsItself => true;

    public string? Reason(in RiskFigures figures)
    {
        var age = figures.Now - figures.KnownAt;
        return age > limit
            ? FormattableString.Invariant($"no market data for {age.TotalSeconds:0} seconds")
            : null;
    }
}
