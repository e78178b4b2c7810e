namespace TradingBot.Core.Risk.Breakers;

/// <summary>Trips when too many orders failed in a while.</summary>
internal sealed class OrderErrors(int limit, TimeSpan window) : IBreaker
{
    public string Name => "order-errors";

    public bool ResetsItself => false;

    public string? Reason(in RiskFigures figures) =>
        figures.OrderErrors >= limit
            ? FormattableString.Invariant($"{figures.OrderErrors} orders failed in {window.TotalMinutes:0.#} minutes")
            : null;
}
