namespace TradingBot.Core.Risk.Sizing;

/// <summary>For the same amount of money each time.</summary>
/// <param name="amount">Quote currency.</param>
/// <param name="currency">The quote currency's name.</param>
public sealed class QuoteAmount(decimal amount, string currency) : ISizing
{
    public string Description => FormattableString.Invariant($"{amount} {currency}");

    public decimal Volume(decimal price, decimal equity) => amount / price;
}
