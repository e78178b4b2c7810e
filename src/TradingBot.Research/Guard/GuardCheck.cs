namespace TradingBot.Research.Guard;

/// <summary>How a check of the guard has ended.</summary>
internal enum GuardMark
{
    /// <summary>It speaks against the result.</summary>
    Failed,

    /// <summary>It speaks for the result.</summary>
    Passed,

    /// <summary>To be known; it decides nothing.</summary>
    Noted,
}

/// <summary>One line of what may be believed of a search's best.</summary>
/// <param name="Mark">How it has ended.</param>
/// <param name="Name">What was looked at.</param>
/// <param name="Value">What came of it; NaN: not computable.</param>
/// <param name="Figure">The value in words.</param>
/// <param name="Needs">What would pass, or what to compare it with.</param>
/// <param name="Reason">What it means, one clause.</param>
internal sealed record GuardCheck(
    GuardMark Mark, string Name, double Value, string Figure, string Needs, string Reason);
