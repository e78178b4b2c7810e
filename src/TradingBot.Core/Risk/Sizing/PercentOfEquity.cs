namespace TradingBot.Core.Risk.Sizing;

/// <summary>For a share of all that the account is worth.</summary>
/// <param name="percent">Above 0, at most 100.</param>
public sealed class PercentOfEquity(decimal percent) : ISizing
{
    public string Description => FormattableString.Invariant($"{percent} % of equity");

    public decimal Volume(decimal price, decimal equity) => equity * percent / 100 / price;
}
