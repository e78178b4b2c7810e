using TradingBot.Core.Market;

namespace TradingBot.Exchanges.Contract;

/// <summary>A pair as the exchange lists it now.</summary>
/// <param name="Instrument">The rules orders must keep.</param>
/// <param name="Name">The exchange's own name of it, for messages.</param>
/// <param name="IsTrading">False where it takes no orders at the moment.</param>
/// <param name="Status">The exchange's word for that.</param>
public sealed record ListedInstrument(Instrument Instrument, string Name, bool IsTrading, string Status);
