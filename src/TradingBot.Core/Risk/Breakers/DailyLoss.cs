namespace TradingBot.Core.Risk.Breakers;

/// <summary>Trips when too much was lost since midnight UTC; a new day resets it.</summary>
internal sealed class DailyLoss(decimal limit) : IBreaker
{
    public string Name => "daily-loss";

    public bool ResetsItself => false;

    public string? Reason(in RiskFigures figures)
    {
        var loss = figures.Morning - figures.Equity;
        return loss > 0 && loss >= limit * figures.Morning
            ? FormattableString.Invariant($"{loss:0.##} lost since midnight UTC, {limit:0.##%} allowed")
            : null;
    }
}
