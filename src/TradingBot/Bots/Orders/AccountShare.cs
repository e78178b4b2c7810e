using TradingBot.Core.Engine;
using TradingBot.Core.Market;

namespace TradingBot.Bots.Orders;

/// <summary>What one bot has of the account that it trades on.</summary>
/// <param name="Quote">The currency of its money.</param>
/// <param name="Cash">In that currency.</param>
/// <param name="Base">What it buys.</param>
/// <param name="Held">Of that, for certain; 0 or more.</param>
internal sealed record AccountShare(string Quote, decimal Cash, string Base, decimal Held)
{
    /// <param name="start">What earlier sessions left.</param>
    /// <param name="cash">What a new bot is to begin with, quote currency.</param>
    /// <param name="baseAsset">Of its pair.</param>
    /// <param name="quote">Of its pair.</param>
    public static AccountShare Of(SessionStart start, decimal cash, string baseAsset, string quote) =>
        new(quote, start.Engine?.Cash ?? cash, baseAsset, Math.Max(0, HeldBy(start)));

    /// <summary>
    /// What a bot must still have. A sale that is not over may have been filled since the last process ended; what was
    /// sold short counts below 0.
    /// </summary>
    public static decimal HeldBy(SessionStart start) =>
        (start.Engine?.Held() ?? 0)
        - start.Orders.Select(order => order.Intent)
            .Where(intent => intent is { Side: Side.Sell, Leverage: 0 })
            .Sum(intent => intent.Volume);
}
