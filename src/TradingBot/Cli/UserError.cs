namespace TradingBot.Cli;

/// <summary>
/// Ends a command with one line for the user (what, where, what is allowed) and an exit code; never a stack trace.
/// </summary>
internal sealed class UserError(string message, int exitCode = ExitCode.WrongInput) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
