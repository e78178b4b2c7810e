namespace TradingBot.Input;

/// <summary>What the process tells its caller; README.md lists them.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The work could not be done: data missing or damaged, disk full.</summary>
    public const int Failed = 1;

    /// <summary>A wrong option, value or file content.</summary>
    public const int WrongInput = 2;

    /// <summary>Ended by Ctrl-C (128 + SIGINT).</summary>
    public const int Interrupted = 130;
}
