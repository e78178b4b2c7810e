using TradingBot.Core.Market;

namespace TradingBot.Bots.Preparation;

/// <summary>What a strategy is shown before it trades.</summary>
/// <param name="Candles">Closed ones without a hole, oldest first, at least one.</param>
/// <param name="Missing">Candles it still has to see before it may trade; 0 or more.</param>
internal sealed record WarmUp(IReadOnlyList<Candle> Candles, int Missing);
