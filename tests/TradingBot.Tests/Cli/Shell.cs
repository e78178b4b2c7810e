using TradingBot.Cli;
using TradingBot.Configuration;
using TradingBot.Exchanges.Contract;

namespace TradingBot.Tests.Cli;

/// <summary>The program, run in this process as from a shell.</summary>
internal static class Shell
{
    /// <summary>No file, no variables.</summary>
    private static readonly ConfigurationPlaces Nowhere = new(new Dictionary<string, string>(), "/nowhere", "/nowhere");

    /// <param name="arguments">Separated by single blanks.</param>
    /// <param name="stop">Cancelled: Ctrl-C.</param>
    public static Outcome Run(string arguments, CancellationToken stop = default) =>
        Run(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), stop);

    public static Outcome Run(string[] arguments, CancellationToken stop = default) => Run(arguments, Nowhere, stop);

    /// <summary>A program that knows other venues.</summary>
    public static Outcome Run(string arguments, VenueList venues) => Run(
        arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), Nowhere, venues, CancellationToken.None);

    /// <param name="arguments">As typed.</param>
    /// <param name="places">Where the configuration is.</param>
    /// <param name="stop">Cancelled: Ctrl-C.</param>
    public static Outcome Run(string[] arguments, ConfigurationPlaces places, CancellationToken stop = default) =>
        Run(arguments, places, venues: null, stop);

    private static Outcome Run(
        string[] arguments, ConfigurationPlaces places, VenueList? venues, CancellationToken stop)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        var exitCode = CommandLine.RunAsync(arguments, places, output, errors, stop, venues).GetAwaiter().GetResult();
        return new Outcome(exitCode, output.ToString(), errors.ToString());
    }

    internal sealed record Outcome(int ExitCode, string Output, string Errors);
}
