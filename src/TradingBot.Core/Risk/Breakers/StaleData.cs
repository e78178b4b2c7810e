namespace TradingBot.Core.Risk.Breakers;

/// <summary>Trips while nothing is known of the market.</summary>
internal sealed class StaleData(TimeSpan limit) : IBreaker
{
    public string Name => "stale-data";

    public bool ResetsItself => true;

    public string? Reason(in RiskFigures picture)
    {
        var age = picture.Now - picture.KnownAt;
        return age > limit
            ? FormattableString.Invariant($"nothing known of the market for {age.TotalSeconds:0} seconds")
            : null;
    }
}
