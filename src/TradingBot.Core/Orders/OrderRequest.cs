using TradingBot.Core.Market;

namespace TradingBot.Core.Orders;

/// <summary>
/// An order that has passed the risk gate: to have one proves it. Code outside Core cannot create or change one, and in
/// Core only the gate creates them. The default value has number 0 and is not an order.
/// </summary>
public readonly record struct OrderRequest
{
    internal OrderRequest(long number, in OrderIntent intent, decimal reserved) =>
        (Number, Intent, Reserved) = (number, intent, reserved);

    /// <summary>The run's order number, from 1, never used twice.</summary>
    public long Number { get; }

    /// <summary>What was asked for.</summary>
    public OrderIntent Intent { get; }

    /// <summary>Money held back for it, quote currency; 0 for one that closes a trade.</summary>
    public decimal Reserved { get; }

    public OrderPurpose Purpose => Intent.Purpose;

    public Side Side => Intent.Side;

    /// <summary>Base units.</summary>
    public decimal Volume => Intent.Volume;

    /// <summary>True where what does not trade at once stays in the book.</summary>
    public bool Rests => Intent.Style != OrderStyle.Market;

    /// <summary>True where it opens or closes a short.</summary>
    public bool IsOnMargin => Intent.Leverage > 0;

    /// <summary>True where it may only make a position on margin smaller.</summary>
    public bool IsReduceOnly => IsOnMargin && Purpose == OrderPurpose.Close;
}
