using TradingBot.Core.Market;
using TradingBot.Core.Trading;

namespace TradingBot.Core.Risk;

/// <summary>The only maker of an <see cref="OrderRequest"/>: nothing leaves the engine that has not passed here.</summary>
public sealed class RiskGate(Instrument instrument, RiskLimits limits, MarketOrderCost cost)
{
    private long _lastNumber;

    /// <summary>Numbers and returns the order, or says why not.</summary>
    public Refusal Review(in OrderIntent intent, in RiskView view, out OrderRequest request)
    {
        request = default;
        Invariant.Holds(intent.Price > 0);
        var reserved = intent.Side == Side.Buy ? cost.AtMost(intent.Price, intent.Volume) : 0;
        var refusal = intent.Purpose == OrderPurpose.Open ? ReviewOpening(in intent, in view, reserved)
            : intent.Volume > view.Held ? Refusal.NotHeld
            : Refusal.None;
        if (refusal == Refusal.None)
            request = new OrderRequest(++_lastNumber, intent, reserved);
        return refusal;
    }

    private Refusal ReviewOpening(in OrderIntent intent, in RiskView view, decimal reserved)
    {
        if (view.Trades >= limits.MaximumTrades)
            return Refusal.TooManyTrades;
        if (intent.Volume < instrument.MinimumVolume || intent.Price * intent.Volume < instrument.MinimumCost)
            return Refusal.BelowMinimum;
        return reserved > view.FreeCash ? Refusal.InsufficientFunds : Refusal.None;
    }
}
