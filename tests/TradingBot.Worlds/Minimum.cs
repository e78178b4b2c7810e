
namespace TradingBot.Worlds;

/// <summary>
/// What must have happened for a run to mean anything, as a part of its worlds. Chance has its due: what is rare may stay
/// away from a hundred worlds, and is not demanded of them. A run of fewer says nothing.
/// </summary>
internal static class Minimum
{
    private const int FewestWorlds = 100;

    private static readonly (string What, double Each)[] Always =
    [
        ("fills", 0.5),
        ("orders by WebSocket", 0.5),
        ("orders by REST", 0.2),
        ("orders that arrived twice", 0.02),
        ("orders refused for their nonce", 0.05),
        ("logged: Unknown", 0.1),
        ("processes killed", 0.1),
        ("processes killed while they wrote", 0.05),
        ("power lost", 0.05),
        ("writes lost with the power", 0.01),
        ("told to end by a signal", 0.05),
        ("writes refused by a full disk", 0.02),
        ("ended by a full disk", 0.01),
        ("old copies put back", 0.02),
        ("old copies refused", 0.01),
        ("old copies that missed no order", 0.01),
        ("replayed from a later start", 0.02),
        ("replayed from within a session", 0.15),
        ("clock set", 0.05),
        ("process stopped for a while", 0.05),
        ("machine asleep for a while", 0.05),
        ("mode maintenance", 0.05),
        ("money moved by others", 0.1),
        ("fees taken in base", 0.005),
        ("tokens expired", 0.05),
        ("refused: EService:Deadline elapsed", 0.01),
        (nameof(Fault.OrderHidden), 0.05),
        (nameof(Fault.OrderSilent), 0.02),
        (nameof(Fault.PartialFill), 0.03),
        (nameof(Fault.LateFill), 0.02),
        (nameof(Fault.RateLimit), 0.1),
        (nameof(Fault.SocketSilent), 0.05),
    ];

    private static readonly (string What, double Each)[] Resting =
    [
        ("orders that rest", 0.3),
        ("cancels taken", 0.1),
        ("orders ended with a part filled", 0.005),
        ("orders ended without a fill", 0.1),
        ("dead man's switch set", 0.3),
    ];

    /// <param name="order">The kind of the orders.</param>
    /// <param name="tally">What happened.</param>
    /// <returns>What happened too rarely, in words.</returns>
    public static IReadOnlyList<string> Missing(string order, Tally tally) => tally.Worlds < FewestWorlds
        ? tally.Worlds > 0 ? [] : ["there was time for no world"]
        : [.. (order == "market" ? Always : Always.Concat(Resting))
            .Select(row => (row.What, Times: tally.Census.Counts.GetValueOrDefault(row.What), Least: Least(row.Each * tally.Worlds)))
            .Where(row => row.Times < row.Least)
            .Select(row => $"{row.What}: {row.Times}, at least {row.Least} are needed")];

    /// <summary>Three standard deviations below what is expected.</summary>
    private static long Least(double expected) => (long)Math.Floor(expected - 3 * Math.Sqrt(expected));
}
