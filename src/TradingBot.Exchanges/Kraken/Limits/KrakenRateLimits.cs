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

    private static readonly string[] HistoryCalls =
        ["ClosedOrders", "TradesHistory", "QueryTrades", "Ledgers", "QueryLedgers", "OrderAmends"];

    /// <summary>These are counted by the matching engine, per pair, and not by the REST counter.</summary>
    private static readonly string[] TradingCalls =
        ["AddOrder", "AmendOrder", "EditOrder", "CancelOrder", "CancelAll", "CancelAllOrdersAfter"];

    /// <summary>Seconds of an order's age, and what it costs to touch a younger order: Kraken punishes haste.</summary>
    private static readonly (double YoungerThanSeconds, double Amend, double Edit, double Cancel)[] AgePenalties =
    [
        (5, 3, 6, 8),
        (10, 2, 5, 6),
        (15, 1, 4, 5),
        (45, 0, 2, 4),
        (90, 0, 1, 2),
        (300, 0, 0, 1),
    ];

    /// <summary>Private REST calls, per key.</summary>
    public static CounterLimit Private(AccountTier tier) => tier switch
    {
        AccountTier.Starter => new(Threshold: 15, DecayPerSecond: 0.33, Headroom: 1),
        AccountTier.Intermediate => new(Threshold: 20, DecayPerSecond: 0.5, Headroom: 1),
        AccountTier.Pro => new(Threshold: 20, DecayPerSecond: 1, Headroom: 1),
        _ => throw new ArgumentOutOfRangeException(nameof(tier), tier, "not a tier"),
    };

    /// <summary>Adding, changing and cancelling orders, per pair, whatever the way they are sent.</summary>
    public static CounterLimit Trading(AccountTier tier) => tier switch
    {
        AccountTier.Starter => new(Threshold: 60, DecayPerSecond: 1, Headroom: 2),
        AccountTier.Intermediate => new(Threshold: 125, DecayPerSecond: 2.34, Headroom: 2),
        AccountTier.Pro => new(Threshold: 180, DecayPerSecond: 3.75, Headroom: 2),
        _ => throw new ArgumentOutOfRangeException(nameof(tier), tier, "not a tier"),
    };

    /// <summary>Open orders allowed at once on one pair.</summary>
    public static int OpenOrdersPerPair(AccountTier tier) => tier switch
    {
        AccountTier.Starter => 60,
        AccountTier.Intermediate => 80,
        AccountTier.Pro => 225,
        _ => throw new ArgumentOutOfRangeException(nameof(tier), tier, "not a tier"),
    };

    /// <summary>What a private REST call adds to the key's counter.</summary>
    /// <param name="endpoint">The last part of its path, such as <c>Balance</c>.</param>
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
    /// <param name="age">Time since the order was created or last amended; not used for an add.</param>
    public static double TradingCost(TradingAction action, TimeSpan age) => action switch
    {
        TradingAction.Add => 1,
        TradingAction.Amend => 1 + Penalty(age).Amend,
        TradingAction.Edit => 1 + Penalty(age).Edit,
        TradingAction.Cancel => Penalty(age).Cancel,
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "not a trading action"),
    };

    private static (double Amend, double Edit, double Cancel) Penalty(TimeSpan age)
    {
        foreach (var row in AgePenalties)
        {
            if (age.TotalSeconds < row.YoungerThanSeconds)
                return (row.Amend, row.Edit, row.Cancel);
        }

        return (0, 0, 0);
    }
}
