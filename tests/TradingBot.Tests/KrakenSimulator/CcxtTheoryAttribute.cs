namespace TradingBot.Tests.KrakenSimulator;

/// <summary>A test that drives npm's ccxt; skipped where npm or its registry is out of reach.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CcxtTheoryAttribute : TheoryAttribute
{
    private static readonly NpmFolder Npm = new("ccxt");

    public CcxtTheoryAttribute() => Skip = Npm.Missing;

    /// <summary>Runs a program in the folder of the script until it ends.</summary>
    public static (int ExitCode, string Output) Run(string program, params string[] arguments) =>
        Npm.Run(program, arguments);
}
