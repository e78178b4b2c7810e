using TradingBot.Core.Market;

namespace TradingBot.Simulators.Matching;

/// <summary>The rules of a pair on a venue.</summary>
/// <param name="Instrument">Tick, decimals and minimums.</param>
/// <param name="MoneyDecimals">Decimals that costs and fees in the quote currency are kept to.</param>
public sealed record MarketRules(Instrument Instrument, int MoneyDecimals)
{
    /// <summary>Decimals of an amount of the base currency, which fees may need.</summary>
    public const int BaseDecimals = 10;

    /// <summary>Cut, so that the costs of a split order never add up to more than the whole.</summary>
    internal decimal Cost(decimal price, decimal volume) =>
        decimal.Round(price * volume, MoneyDecimals, MidpointRounding.ToZero);

    internal decimal Fee(decimal cost, decimal rate) => decimal.Round(cost * rate, MoneyDecimals);

    /// <summary>The least amount of money that covers the given one.</summary>
    internal decimal RoundedUp(decimal amount) =>
        decimal.Round(amount, MoneyDecimals, MidpointRounding.ToPositiveInfinity);
}
