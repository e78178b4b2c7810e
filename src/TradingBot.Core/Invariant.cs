using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace TradingBot.Core;

/// <summary>What must be true unless there is a bug. On in Release: a bot that is wrong stops.</summary>
public static class Invariant
{
    /// <exception cref="InvariantViolatedException">The condition is false.</exception>
    public static void Holds(
        [DoesNotReturnIf(false)] bool condition,
        [CallerArgumentExpression(nameof(condition))] string claim = "",
        [CallerMemberName] string member = "")
    {
        if (!condition)
            Violated(claim, member);
    }

    [DoesNotReturn]
    private static void Violated(string claim, string member) =>
        throw new InvariantViolatedException($"{member}: expected {claim}");
}

/// <summary>A bug in this program, never a condition of the outside world.</summary>
public sealed class InvariantViolatedException(string message) : Exception(message);
