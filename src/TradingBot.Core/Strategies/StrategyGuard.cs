using System.Runtime.CompilerServices;

namespace TradingBot.Core.Strategies;

/// <summary>
/// Ends a user's strategy that loops or recurses for ever. The compiler of strategy files puts the calls into every
/// loop, method and catch; what is counted, unlike time, is the same on every machine and in every replay. Once it has
/// ended a candle it does so at every further call until the next one begins. For each thread by itself.
/// </summary>
public static class StrategyGuard
{
    /// <summary>Turns of loops and calls of methods that one candle may take: about a tenth of a second.</summary>
    public const int MaxTurns = 20_000_000;

    private const int BetweenLooks = 65_536;

    /// <summary>What an exception counts as: it takes about ten microseconds.</summary>
    private const int TurnsOfCatch = 1_000;

    /// <summary>
    /// Sorting catches what a comparison throws and throws it anew, which takes up to 20 KB of a stack of 1.5 MB for
    /// each sort within a sort.
    /// </summary>
    private const int MaxComparisons = 30;

    [ThreadStatic]
    private static int TurnsUntilLook;

    [ThreadStatic]
    private static int Looks;

    [ThreadStatic]
    private static int Comparisons;

    [ThreadStatic]
    private static CancellationToken Ending;

    [ThreadStatic]
    private static Exception? EndOfCandle;

    /// <summary>
    /// Why this thread's candle was ended: a <see cref="StrategyRunawayException"/>, or an
    /// <see cref="OperationCanceledException"/> when the run is to end; null when it was not.
    /// </summary>
    public static Exception? Ended => EndOfCandle;

    /// <summary>A candle begins.</summary>
    /// <exception cref="OperationCanceledException">The run is to end.</exception>
    public static void Begin()
    {
        (TurnsUntilLook, Looks, Comparisons, EndOfCandle) = (BetweenLooks, 0, 0, null);
        Ending.ThrowIfCancellationRequested();
    }

    /// <summary>A loop turns.</summary>
    /// <exception cref="StrategyRunawayException">It has turned too often for one candle.</exception>
    /// <exception cref="OperationCanceledException">The run is to end, and it has turned often.</exception>
    public static void Turn()
    {
        if (--TurnsUntilLook <= 0)
            Look();
    }

    /// <summary>A method begins.</summary>
    /// <exception cref="StrategyRunawayException">
    /// Too many have begun for one candle, or too many within each other.
    /// </exception>
    /// <exception cref="OperationCanceledException">The run is to end.</exception>
    public static void Enter()
    {
        Turn();
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            End(new StrategyRunawayException("methods call each other without end"));
    }

    /// <summary>An object is made: <see cref="Enter"/> where only an expression may stand.</summary>
    /// <returns>True.</returns>
    public static bool Enters()
    {
        Enter();
        return true;
    }

    /// <summary>A comparison for a sort begins.</summary>
    /// <exception cref="StrategyRunawayException">Too many have begun within each other.</exception>
    public static void BeginComparison()
    {
        if (++Comparisons > MaxComparisons)
            End(new StrategyRunawayException("methods call each other without end"));
    }

    /// <summary>The comparison that began last is over.</summary>
    public static void EndComparison() => Comparisons--;

    /// <summary>A catch asks whether it may handle an exception.</summary>
    /// <returns>False when the candle was ended: nothing may hold that up.</returns>
    public static bool MayCatch()
    {
        TurnsUntilLook -= TurnsOfCatch;
        return EndOfCandle is null;
    }

    /// <summary>Whether a finally may run: not once the candle was ended.</summary>
    public static bool MayFinish => EndOfCandle is null;

    /// <summary>While it is not disposed, strategies of this thread end when it is cancelled.</summary>
    internal static Watch Until(CancellationToken stop)
    {
        var before = Ending;
        Ending = stop;
        return new Watch(before);
    }

    private static void Look()
    {
        if (EndOfCandle is { } before)
        {
            TurnsUntilLook = 0;
            // A new one: the first keeps the place at which it ended the candle.
            throw before is StrategyRunawayException
                ? new StrategyRunawayException(before.Message)
                : new OperationCanceledException(Ending);
        }

        for (; TurnsUntilLook <= 0; TurnsUntilLook += BetweenLooks)
            Looks++;
        if (Ending.IsCancellationRequested)
            End(new OperationCanceledException(Ending));
        if (Looks <= MaxTurns / BetweenLooks)
            return;
        End(new StrategyRunawayException(
            FormattableString.Invariant($"more than {MaxTurns:N0} loop iterations and method calls")));
    }

    private static void End(Exception reason)
    {
        (EndOfCandle, TurnsUntilLook) = (reason, 0); // the next turn looks again
        throw reason;
    }

    /// <summary>Puts back what was watched before.</summary>
    internal readonly struct Watch(CancellationToken before) : IDisposable
    {
        public void Dispose() => Ending = before;
    }
}
