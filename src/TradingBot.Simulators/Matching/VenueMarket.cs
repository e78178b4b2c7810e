using TradingBot.Core.Market;

namespace TradingBot.Simulators.Matching;

/// <summary>A pair on a venue: its rules, what strangers trade and offer, and the last trade.</summary>
public sealed class VenueMarket(MarketRules rules, MarketTape tape, ulong seed)
{
    public MarketRules Rules { get; } = rules;

    public Instrument Instrument => Rules.Instrument;

    /// <summary>The last trade of the tape; null before the first.</summary>
    public TapeTrade? Last { get; private set; }

    internal MarketTape Tape { get; } = tape;

    /// <summary>What strangers offer; the account's own orders are not in it.</summary>
    internal Ladder Ladder { get; } = new(rules.Instrument, seed);

    internal void Print(in TapeTrade trade)
    {
        Last = trade;
        Ladder.MoveTo(trade.Price, trade.Taker, trade.Id);
    }
}
