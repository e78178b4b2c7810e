using System.Runtime.CompilerServices;

namespace TradingBot.Core.Strategies;

/// <summary>
/// Ends a user's strategy that loops or recurses for ever. The compiler of strategy files puts the calls into every
/// loop and method; what is counted, unlike time, is the same on every machine and in every replay. For each thread by
/// itself.
/// </summary>
public static class StrategyGuard
{
    /// <summary>Turns of loops and calls of methods that one candle may take: about a tenth of a second.</summary>
    public const int MostTurns = 20_000_000;

    private const int BetweenLooks = 65_536;

    [ThreadStatic]
    private static int TurnsSoFar;

    [ThreadStatic]
    private static CancellationToken Ending;

    /// <summary>A candle begins.</summary>
    public static void Begin() => TurnsSoFar = 0;

    /// <summary>A loop turns.</summary>
    /// <exception cref="StrategyRunawayException">It has turned too often for one candle.</exception>
    /// <exception cref="OperationCanceledException">The run is to end, and it has turned often.</exception>
    public static void Turn()
    {
        if (++TurnsSoFar % BetweenLooks == 0)
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
            throw new StrategyRunawayException("methods call each other without end");
    }

    /// <summary>While it is not disposed, strategies of this thread end when it is cancelled.</summary>
    internal static Watch Until(CancellationToken stop)
    {
        var before = Ending;
        Ending = stop;
        return new Watch(before);
    }

    private static void Look()
    {
        Ending.ThrowIfCancellationRequested();
        if (TurnsSoFar <= MostTurns)
            return;
        throw new StrategyRunawayException(
            FormattableString.Invariant($"more than {MostTurns:N0} loop iterations and method calls"));
    }

    /// <summary>Puts back what was watched before.</summary>
    internal readonly struct Watch(CancellationToken before) : IDisposable
    {
        public void Dispose() => Ending = before;
    }
}
