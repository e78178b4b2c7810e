using TradingBot.Core.Engine;
using TradingBot.Core.Market;

namespace TradingBot.Bots.Orders;

/// <summary>What one bot has of the account that it trades on.</summary>
/// <param name="Quote">The currency of its money.</param>
/// <param name="Cash">In that currency, 0 or more.</param>
/// <param name="Base">What it buys.</param>
/// <param name="Held">Of that, for certain; 0 or more.</param>
/// <param name="IsStored">True for what it has from earlier sessions.</param>
internal sealed record AccountShare(string Quote, decimal Cash, string Base, decimal Held, bool IsStored = false)
{
    /// <param name="start">What earlier sessions left.</param>
    /// <param name="cash">What a new bot is to begin with, quote currency.</param>
    /// <param name="baseAsset">Of its pair.</param>
    /// <param name="quote">Of its pair.</param>
    public static AccountShare Of(SessionStart start, decimal cash, string baseAsset, string quote) => new(
        quote,
        Math.Max(0, start.Engine is { } engine ? FreeIn(start, engine) : cash),
        baseAsset,
        Math.Max(0, HeldBy(start)),
        start.Engine is not null);

    /// <summary>
    /// What a bot must still have. A sale that is not over may have been filled since the last process ended; what was
    /// sold short counts below 0.
    /// </summary>
    public static decimal HeldBy(SessionStart start) =>
        (start.Engine?.Held() ?? 0)
        - start.Orders.Select(order => order.Intent)
            .Where(intent => intent is { Side: Side.Sell, Leverage: 0 })
            .Sum(intent => intent.Volume);

    /// <summary>How much of an asset it is, as money or as what was bought.</summary>
    public decimal In(string asset) => (asset == Quote ? Cash : 0) + (asset == Base ? Held : 0);

    /// <summary>
    /// Its cash less what the exchange does not count as free either: what orders on their way hold back, and what
    /// shorts brought in, which is not paid out.
    /// </summary>
    private static decimal FreeIn(SessionStart start, EngineState engine) =>
        engine.Cash
        - start.Orders.Sum(order => order.Reserved)
        - engine.Trades.Where(trade => trade.Loan is not null).Sum(trade => trade.Entry.Cost);
}
