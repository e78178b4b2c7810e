using TradingBot.Core.Market;

namespace TradingBot.Core.Orders;

/// <summary>
/// What the engine would like to do; it becomes an <see cref="OrderRequest"/> only by passing the risk gate.
/// </summary>
/// <param name="Purpose">Open a trade or close one.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="Volume">Base units, already cut to the pair's decimals.</param>
/// <param name="Price">The market's price when it was decided, or the limit; quote currency.</param>
/// <param name="Trade">The open trade to close; 0 when opening one.</param>
/// <param name="Reason">Why: the signal's or the exit rule's words.</param>
/// <param name="Style">How it meets the market.</param>
/// <param name="Repricings">How often it may still be tried at another limit.</param>
/// <param name="Leverage">Of an order on margin, which opens or closes a short; 0 of any other.</param>
public readonly record struct OrderIntent(
    OrderPurpose Purpose,
    Side Side,
    decimal Volume,
    decimal Price,
    long Trade,
    string Reason,
    OrderStyle Style = OrderStyle.Market,
    int Repricings = 0,
    int Leverage = 0);
