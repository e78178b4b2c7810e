namespace TradingBot.Core.Market.Figures;

/// <summary>Quantities of the same part of both sides of an order book.</summary>
/// <param name="Bid">Base units, 0 or more.</param>
/// <param name="Ask">Base units, 0 or more.</param>
public readonly record struct BidAsk(decimal Bid, decimal Ask)
{
    /// <summary>
    /// From -1, all is asked, to +1, all is bid; ACTS calls it the bias. 0 where nothing is on either side.
    /// </summary>
    public double Imbalance => Bid + Ask == 0 ? 0 : (double)((Bid - Ask) / (Bid + Ask));
}
