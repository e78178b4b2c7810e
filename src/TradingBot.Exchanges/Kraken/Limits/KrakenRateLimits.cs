using TradingBot.Exchanges.Connections;

namespace TradingBot.Exchanges.Kraken.Limits;

/// <summary>
/// Kraken's limits as data. Sources: docs.kraken.com guides/rest/ratelimits and general/ratelimits; the public burst
/// was measured by third parties.
/// </summary>
internal static class KrakenRateLimits
{
    /// <summary>
    /// Public REST calls, per address: 30 at once and 1/s sustained were measured; planned with less.
    /// </summary>
    public static CounterLimit Public { get; } = new(Threshold: 15, DecayPerSecond: 1, Headroom: 1);

    /// <summary>
    /// Two editions of Kraken's page give 2 and 4 for a history call; the dearer one never gets us refused.
    /// </summary>
    private const double HistoryCost = 4;

    /// <summary>Looking for one order costs more than reading all, by Kraken's own SDK.</summary>
    private const double SearchCost = 2;

    private static readonly string[] HistoryCalls = ["ClosedOrders", "QueryTrades", "Ledgers"];

    /// <summary>These are counted by the matching engine, per pair, and not by the REST counter.</summary>
    private static readonly string[] TradingCalls =
        ["AddOrder", "CancelOrder", "CancelAllOrdersAfter"];

    /// <summary>Seconds of an order's age, and what it costs to cancel a younger one: Kraken punishes haste.</summary>
    private static readonly (double YoungerThanSeconds, double Cost)[] AgePenalties =
        [(5, 8), (10, 6), (15, 5), (45, 4), (90, 2), (300, 1)];

    /// <summary>Private REST calls, per key.</summary>
    public static CounterLimit Private(AccountTier tier) => tier switch
    {
        AccountTier.Starter => new(Threshold: 15, DecayPerSecond: 0.33, Headroom: 1),
        AccountTier.Intermediate => new(Threshold: 20, DecayPerSecond: 0.5, Headroom: 1),
        AccountTier.Pro => new(Threshold: 20, DecayPerSecond: 1, Headroom: 1),
        _ => throw new ArgumentOutOfRangeException(nameof(tier), tier, "not a tier"),
    };

    /// <summary>Adding and cancelling orders, per pair, whatever the way they are sent.</summary>
    public static CounterLimit Trading(AccountTier tier) => tier switch
    {
        AccountTier.Starter => new(Threshold: 60, DecayPerSecond: 1, Headroom: 2),
        AccountTier.Intermediate => new(Threshold: 125, DecayPerSecond: 2.34, Headroom: 2),
        AccountTier.Pro => new(Threshold: 180, DecayPerSecond: 3.75, Headroom: 2),
        _ => throw new ArgumentOutOfRangeException(nameof(tier), tier, "not a tier"),
    };

    /// <summary>What a private REST call adds to the key's counter.</summary>
    /// <param name="endpoint">The last part of its path, such as <c>BalanceEx</c>.</param>
    public static double PrivateCost(string endpoint)
    {
        if (TradingCalls.Contains(endpoint, StringComparer.Ordinal))
            return 0;
        return HistoryCalls.Contains(endpoint, StringComparer.Ordinal) ? HistoryCost
            : endpoint == "OpenOrders" ? SearchCost
            : 1;
    }

    /// <summary>What an action adds to its pair's counter.</summary>
    /// <param name="action">What is done.</param>
    /// <param name="age">Time since the order was created; not used for an add.</param>
    public static double TradingCost(TradingAction action, TimeSpan age) => action switch
    {
        TradingAction.Add => 1,
        TradingAction.Cancel => Penalty(age),
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "not a trading action"),
    };

    private static double Penalty(TimeSpan age)
    {
        foreach (var row in AgePenalties)
        {
            if (age.TotalSeconds < row.YoungerThanSeconds)
                return row.Cost;
        }

        return 0;
    }
}
