using TradingBot.Core.Accounts;

namespace TradingBot.Core.Risk;

/// <summary>
/// What a market order may cost at most. Its price is known only when it is filled, so some money is kept back for the
/// price to move, besides the fee.
/// </summary>
public sealed class MarketOrderCost
{
    private readonly decimal _factor;

    /// <param name="feeRate">Highest taker fee, a fraction of the cost.</param>
    /// <param name="priceReserve">How far the price may rise before the fill, a fraction of it.</param>
    public MarketOrderCost(decimal feeRate, decimal priceReserve) => _factor = (1 + feeRate) * (1 + priceReserve);

    private MarketOrderCost(decimal factor) => _factor = factor;

    /// <summary>Quote currency.</summary>
    /// <param name="cost">Price × volume at the market's price.</param>
    public decimal AtMost(decimal cost) => cost * _factor;

    /// <summary>For a short, which needs its margin and the fee of borrowing where a buy needs its price.</summary>
    public MarketOrderCost OnMargin(ShortTerms terms)
    {
        // A third has no last digit, and reserves are added and taken away again.
        var margin = decimal.Round(1m / terms.Leverage, 10, MidpointRounding.ToPositiveInfinity);
        return new MarketOrderCost(_factor - 1 + terms.OpeningRate + margin);
    }
}
