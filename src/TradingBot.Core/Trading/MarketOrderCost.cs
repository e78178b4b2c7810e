namespace TradingBot.Core.Trading;

/// <summary>
/// What a market buy may cost at most. Its price is known only when it is filled, so some money is kept back for the
/// price to move, besides the fee.
/// </summary>
public sealed class MarketOrderCost
{
    private readonly decimal _factor;

    /// <param name="feeRate">Highest taker fee, a fraction of the cost.</param>
    /// <param name="priceReserve">How far the price may rise before the fill, a fraction of it.</param>
    public MarketOrderCost(decimal feeRate, decimal priceReserve) => _factor = (1 + feeRate) * (1 + priceReserve);

    /// <summary>Quote currency.</summary>
    /// <param name="cost">Price × volume at the market's price.</param>
    public decimal AtMost(decimal cost) => cost * _factor;
}
