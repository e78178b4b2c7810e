using TradingBot.Core.Market;
using TradingBot.Core.Orders;

namespace TradingBot.Core.Risk;

/// <summary>
/// The only maker of an <see cref="OrderRequest"/>: nothing leaves the engine that has not passed here.
/// </summary>
/// <param name="instrument">What is traded.</param>
/// <param name="limits">Of the run.</param>
/// <param name="cost">What must be free for a purchase.</param>
/// <param name="shortCost">What must be free for a short; null: none is opened.</param>
public sealed class RiskGate(
    Instrument instrument, RiskLimits limits, MarketOrderCost cost, MarketOrderCost? shortCost = null)
{
    private readonly OrderBounds _withLimit = new(instrument.LimitOrderLimits);
    private readonly OrderBounds _atMarket = new(instrument.MarketOrderLimits);
    private readonly bool _areAlike = instrument.LimitOrderLimits == instrument.MarketOrderLimits;

    /// <summary>The highest order number used so far.</summary>
    public long LastNumber { get; private set; }

    /// <summary>Goes on after the orders of earlier sessions.</summary>
    public void ContinueAfter(long number) => LastNumber = Math.Max(LastNumber, number);

    /// <summary>An order that passed the gate in an earlier session and is not over.</summary>
    internal static OrderRequest Readmit(long number, in OrderIntent intent, decimal reserved) =>
        new(number, in intent, reserved);

    /// <summary>Numbers and returns the order, or says why not.</summary>
    public Refusal Review(in OrderIntent intent, in RiskView view, out OrderRequest request)
    {
        request = default;
        Invariant.Holds(intent.Price > 0);
        var reserved = 0m;
        var refusal = intent.Purpose == OrderPurpose.Open
            ? ReviewOpening(in intent, in view, out reserved)
            : ReviewClosing(in intent, in view);
        if (refusal == Refusal.None)
            request = new OrderRequest(++LastNumber, in intent, reserved);
        return refusal;
    }

    private Refusal ReviewOpening(in OrderIntent intent, in RiskView view, out decimal reserved)
    {
        reserved = 0;
        if (view.IsHalted)
            return Refusal.Halted;
        if (view.Trades >= limits.MaximumTrades)
            return Refusal.TooManyTrades;
        var size = BoundsOf(intent.Style).Review(intent.Volume, intent.Price);
        // However it is opened, a stop closes it at the market.
        if (size == Refusal.BelowMinimum
            || (!_areAlike && _atMarket.Review(intent.Volume, intent.Price) == Refusal.BelowMinimum))
        {
            return Refusal.BelowMinimum;
        }

        var marketCost = intent.Price * intent.Volume;
        var needed = (intent.Side == Side.Buy ? cost : shortCost!).AtMost(marketCost);
        // Money first: the entry may be tried again for what the cash allows, which the maximum may allow as well.
        if (needed > view.FreeCash)
            return Refusal.InsufficientFunds;
        if (size == Refusal.AboveMaximum)
            return size;
        RequireGrid(in intent);
        reserved = needed;
        return Refusal.None;
    }

    private Refusal ReviewClosing(in OrderIntent intent, in RiskView view)
    {
        if (intent.Volume > view.Held)
            return Refusal.NotHeld;
        var size = BoundsOf(intent.Style).Review(intent.Volume, intent.Price);
        if (size == Refusal.None)
            RequireGrid(in intent);
        return size;
    }

    /// <summary>How small and how large an order may be, by how it meets the market.</summary>
    internal OrderBounds BoundsOf(OrderStyle style) => style == OrderStyle.Market ? _atMarket : _withLimit;

    /// <summary>Orders are sized on the grid: one that is not on it is a bug.</summary>
    private void RequireGrid(in OrderIntent intent) =>
        Invariant.Holds(instrument.IsOnGrid(intent.Volume));
}
