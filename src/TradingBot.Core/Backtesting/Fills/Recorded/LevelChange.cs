using TradingBot.Core.Market;

namespace TradingBot.Core.Backtesting.Fills.Recorded;

/// <summary>What rests at one price of a recorded book from a moment on.</summary>
/// <param name="Side"><see cref="Side.Buy"/> is the side of the bids.</param>
/// <param name="Price">Quote currency.</param>
/// <param name="Quantity">Base units; 0: nothing rests there any more.</param>
/// <param name="IsEvicted">
/// True where the level was only pushed out of the recorded depth: what rests there is no longer known.
/// </param>
public readonly record struct LevelChange(Side Side, decimal Price, decimal Quantity, bool IsEvicted = false);
