using TradingBot.Exchanges.Kraken.Sockets.Wire;

namespace TradingBot.Exchanges.Kraken.Feeds;

/// <summary>One thing that happened to an order of ours.</summary>
/// <param name="Row">As Kraken sent it.</param>
/// <param name="Order">The order after it, whole.</param>
/// <param name="IsNewFill">True for a fill that was not reported before.</param>
internal sealed record OrderStep(ExecutionRow Row, LiveOrder Order, bool IsNewFill);
