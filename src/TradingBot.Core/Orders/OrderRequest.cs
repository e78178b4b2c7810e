using TradingBot.Core.Market;

namespace TradingBot.Core.Orders;

/// <summary>
/// An order that passed the risk gate. Only <see cref="Risk.RiskGate"/> makes one (a test reads the sources to be
/// sure): holding an OrderRequest is the proof.
/// </summary>
/// <param name="Number">The run's order number, from 1, never used twice.</param>
/// <param name="Intent">What was asked for.</param>
/// <param name="Reserved">Money held back for it, quote currency; 0 for one that closes a trade.</param>
public readonly record struct OrderRequest(long Number, OrderIntent Intent, decimal Reserved)
{
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
