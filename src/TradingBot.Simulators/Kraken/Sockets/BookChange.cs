using TradingBot.Simulators.Matching;

namespace TradingBot.Simulators.Kraken.Sockets;

/// <summary>What to tell about a book: all of it, or what has changed. A volume of 0 removes a level.</summary>
/// <param name="Bids">From the best on.</param>
/// <param name="Asks">From the best on.</param>
/// <param name="Checksum">Of the whole book afterwards.</param>
internal sealed record BookChange(IReadOnlyList<LadderLevel> Bids, IReadOnlyList<LadderLevel> Asks, uint Checksum);
