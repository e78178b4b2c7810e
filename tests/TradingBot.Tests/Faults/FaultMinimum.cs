
namespace TradingBot.Tests.Faults;

/// <summary>How much must have happened in worlds full of faults for their peaceful end to mean something.</summary>
internal static class FaultMinimum
{
    public const string Orders = "orders at the exchange";
    public const string Unknowns = "unknown outcomes";
    public const string DoubleArrivals = "orders that arrived twice";
    public const string Rested = "orders that rested";
    public const string Cancels = "cancels sent";

    /// <summary>Fewer worlds than this are looked at one by one.</summary>
    private const int FewestWorlds = 100;

    // A world: about half of what was counted in 20,000 of them.
    private static readonly (string What, double Least)[] Always = [(Orders, 2), (Unknowns, 0.7), (DoubleArrivals, 0.1)];
    private static readonly (string What, double Least)[] Resting = [(Rested, 1), (Cancels, 0.5)];

    /// <summary>What there was too little of, a line each.</summary>
    /// <param name="census">Of all worlds together, by name.</param>
    /// <param name="worlds">How many.</param>
    /// <param name="hasResting">Whether their orders may rest.</param>
    public static IEnumerable<string> Missing(
        IReadOnlyDictionary<string, long> census, int worlds, bool hasResting) =>
        from row in worlds < FewestWorlds ? [] : hasResting ? [.. Always, .. Resting] : Always
        let count = census.GetValueOrDefault(row.What)
        let least = Math.Ceiling(row.Least * worlds)
        where count < least
        select FormattableString.Invariant($"nothing was tried: {count} {row.What}, at least {least} are needed");
}
