namespace TradingBot.Input;

/// <summary>
/// Ends a command with one line for the user (what, where, what is allowed) and an exit code; never a stack trace.
/// </summary>
internal sealed class UserError(string message, int exitCode = ExitCode.WrongInput) : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    /// <summary>Which of an option's values is meant, where it has several; else null.</summary>
    public string? Value { get; init; }

    /// <summary>Several that were found together, a line each.</summary>
    public static UserError Of(IReadOnlyList<UserError> problems) => problems.Count == 1
        ? problems[0]
        : new UserError(
            string.Join('\n', problems.Select(problem => problem.Message)), problems.Max(problem => problem.ExitCode));
}
