namespace TradingBot.Core.Market;

/// <summary>What a venue's orders at the market must keep besides the rules of all orders.</summary>
/// <param name="Limits">Hold in addition to those of all orders, the stricter of each.</param>
/// <param name="LotStep">
/// Volumes are multiples of this as well, base units; 0 where the step of all orders is enough.
/// </param>
/// <param name="KeepMinimumNotional">False where the smallest notional is one of orders with a limit only.</param>
/// <param name="KeepMaximumNotional">False where the largest notional is one of orders with a limit only.</param>
public sealed record MarketOrderRules(
    OrderLimits Limits, decimal LotStep = 0, bool KeepMinimumNotional = true, bool KeepMaximumNotional = true)
{
    /// <summary>Orders at the market are as all others.</summary>
    public static MarketOrderRules AsOthers { get; } = new(OrderLimits.Unlimited);

    /// <summary>The limits of orders at the market, where those are the ones of all orders.</summary>
    internal OrderLimits Over(in OrderLimits all)
    {
        var kept = all with
        {
            MinimumNotional = KeepMinimumNotional ? all.MinimumNotional : 0,
            MaximumNotional = KeepMaximumNotional ? all.MaximumNotional : OrderLimits.None,
        };
        return kept.And(Limits);
    }

    /// <summary>The smallest step that is a multiple of both: 0.004 and 0.006 make 0.012.</summary>
    internal decimal StepWith(decimal step)
    {
        var own = Instrument.StepOf(LotStep);
        var (a, b) = (step, own);
        while (b > 0)
            (a, b) = (b, a % b);
        return own / a * step; // a divides both, so the quotient is whole
    }
}
