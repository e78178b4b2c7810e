using TradingBot.Simulators.Matching;
using TradingBot.Simulators.Matching.Orders;

namespace TradingBot.Simulators.Kraken;

/// <summary>What really happened on the exchange, to compare a client's view with.</summary>
/// <param name="Time">Exchange time of the record, UTC.</param>
/// <param name="Orders">Every order ever taken, oldest first.</param>
/// <param name="Fills">Every fill of the account, oldest first.</param>
/// <param name="Balances">By asset name as <c>XBT</c>: everything owned, and what is held of it.</param>
/// <param name="Tape">The market's trades by pair symbol as <c>XBTUSD</c>, oldest first, as far as they are
/// kept.</param>
public sealed record SimulatorRecord(
    DateTime Time,
    IReadOnlyList<VenueOrder> Orders,
    IReadOnlyList<OwnTrade> Fills,
    IReadOnlyDictionary<string, (decimal Balance, decimal Held)> Balances,
    IReadOnlyDictionary<string, IReadOnlyList<TapeTrade>> Tape);
