namespace TradingBot.Core.Risk.Breakers;

/// <summary>Trips after too many losing trades without a winning one between them.</summary>
internal sealed class LossesInARow(int limit) : IBreaker
{
    public string Name => "losses";

    public bool ResetsItself => false;

    public string? Reason(in RiskFigures figures) =>
        figures.LossesInARow >= limit ? $"{figures.LossesInARow} losing trades in a row" : null;
}
