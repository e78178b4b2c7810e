using TradingBot.Core.Market;

namespace TradingBot.Exchanges.Contract;

/// <summary>A stretch of the tape as REST has it.</summary>
/// <param name="Trades">Rising in id; what is missing between the first and the last does not exist.</param>
/// <param name="IsToEnd">True when nothing newer was there; false when reading had to stop before.</param>
public sealed record TapePart(IReadOnlyList<Trade> Trades, bool IsToEnd);
