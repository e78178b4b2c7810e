namespace TradingBot.Simulators.Kraken.Accounts;

/// <summary>The counters' limits of a tier. Source: REFERENCE 3.1 and 3.2.</summary>
/// <param name="Calls">Highest value of the REST counter.</param>
/// <param name="CallDecay">What it loses in a second.</param>
/// <param name="Trading">Highest value of a pair's trading counter.</param>
/// <param name="TradingDecay">What it loses in a second.</param>
/// <param name="OpenOrders">Open orders in a pair.</param>
internal sealed record TierLimits(double Calls, double CallDecay, double Trading, double TradingDecay, int OpenOrders)
{
    public static TierLimits Of(AccountTier tier) => tier switch
    {
        AccountTier.Starter => new TierLimits(15, 0.33, 60, 1, 60),
        AccountTier.Intermediate => new TierLimits(20, 0.5, 125, 2.34, 80),
        AccountTier.Pro => new TierLimits(20, 1, 180, 3.75, 225),
        _ => throw new ArgumentOutOfRangeException(nameof(tier), tier, "not a tier"),
    };
}
