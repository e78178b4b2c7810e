using TradingBot.Core.Market;

namespace TradingBot.Core.Trading.Sizing;

/// <summary>
/// The volume of a buy: what the sizing asks for, cut to the pair's decimals and to what the free cash can pay, fee
/// included. The risk gate refuses what is then below the pair's minimum.
/// </summary>
public sealed class OrderSizer(ISizing sizing, Instrument instrument, MarketOrderCost cost)
{
    public ISizing Sizing { get; } = sizing;

    /// <summary>Base units; 0 when nothing can be bought.</summary>
    /// <param name="price">The market's price, quote currency.</param>
    /// <param name="equity">Cash plus what is held, quote currency.</param>
    /// <param name="freeCash">Cash not reserved for other orders, quote currency.</param>
    public decimal Volume(decimal price, decimal equity, decimal freeCash)
    {
        var wanted = instrument.RoundVolumeDown(Sizing.Volume(price, equity));
        if (cost.AtMost(price, wanted) <= freeCash)
            return wanted;
        return instrument.RoundVolumeDown(Math.Max(0, freeCash) / cost.AtMost(price, volume: 1));
    }
}
