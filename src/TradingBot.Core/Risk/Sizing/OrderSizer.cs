using TradingBot.Core.Market;

namespace TradingBot.Core.Risk.Sizing;

/// <summary>
/// The volume of a buy, cut to the pair's decimals: what the sizing asks for, and the most that the free cash can pay,
/// fee included, where that is less. The risk gate refuses what is below the pair's minimum.
/// </summary>
public sealed class OrderSizer(ISizing sizing, Instrument instrument, MarketOrderCost cost)
{
    public ISizing Sizing { get; } = sizing;

    /// <summary>What the sizing asks for, base units.</summary>
    /// <param name="price">The market's price, quote currency.</param>
    /// <param name="equity">Cash plus what is held, quote currency.</param>
    public decimal Wanted(decimal price, decimal equity) => instrument.RoundVolumeDown(Sizing.Volume(price, equity));

    /// <summary>What can be paid for at most, base units.</summary>
    /// <param name="price">The market's price, quote currency.</param>
    /// <param name="freeCash">Cash not reserved for other orders, quote currency.</param>
    public decimal Affordable(decimal price, decimal freeCash) =>
        instrument.RoundVolumeDown(Math.Max(0, freeCash) / cost.AtMost(price));
}
