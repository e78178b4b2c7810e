namespace TradingBot.Core.Market.Figures;

/// <summary>Trades of a stretch of time, by the side of their taker.</summary>
/// <param name="Buys">How many buyers took.</param>
/// <param name="Sells">How many sellers took.</param>
/// <param name="Bought">Base units that buyers took.</param>
/// <param name="Sold">Base units that sellers took.</param>
public readonly record struct TradeFlow(long Buys, long Sells, decimal Bought, decimal Sold)
{
    internal TradeFlow With(Side taker, decimal volume) => taker == Side.Buy
        ? this with { Buys = Buys + 1, Bought = Bought + volume }
        : this with { Sells = Sells + 1, Sold = Sold + volume };

    internal TradeFlow Since(in TradeFlow earlier) =>
        new(Buys - earlier.Buys, Sells - earlier.Sells, Bought - earlier.Bought, Sold - earlier.Sold);
}
