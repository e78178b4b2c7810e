using System.Text.RegularExpressions;
using TradingBot.Tests.Mutants;

namespace TradingBot.Benchmarks.Mutants;

/// <summary>Who looks for a mistake: unit tests, and simulations that begin from seeds.</summary>
internal static partial class Finders
{
    /// <summary>A simulation a line: its name, and the benchmarks' command lines; one that fails has found it.</summary>
    private static readonly (string Name, string[] CommandLines)[] Simulations =
    [
        ("faults", ["faults --first --seeds 2000", "faults --first --seeds 2000 --order limit",
            "faults --first --seeds 2000 --order postonly"]),
    ];

    /// <summary>
    /// All tests of the way of an order, but for those of half a minute and those that run the simulations themselves.
    /// </summary>
    private static readonly string[] WayOfAnOrder =
    [
        "Engine.", "Hosting.", "Kraken.", "Market.", "Risk.", "Storage.", "-CandleSoakTests", "-ShortPaperTests",
        "-RateLimitHttpTests",
    ];

    private const int NoSuchTest = 2;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>The ways to look for a mistake, the one that is said to find it first.</summary>
    /// <param name="mutant">What is planted; null: nothing is, and nothing may be found.</param>
    /// <param name="tests">Unit tests are asked.</param>
    /// <param name="seeds">Simulations are asked.</param>
    public static IEnumerable<Func<Workshop, CancellationToken, Task<string?>>> For(
        Mutant? mutant, bool tests, bool seeds)
    {
        var isNamed = Simulations.ToLookup(simulation => mutant?.FoundBy.Contains(simulation.Name) == true);
        var classes = mutant?.FoundBy.Where(name => Simulations.All(other => other.Name != name)).ToList() ?? [];
        if (tests && classes.Count > 0)
            yield return Tests(classes);
        foreach (var simulation in seeds ? isNamed[true].Concat(isNamed[false]) : [])
        {
            foreach (var line in simulation.CommandLines)
                yield return Simulation(simulation.Name, line);
        }

        if (tests)
            yield return Tests(WayOfAnOrder);
    }

    private static Func<Workshop, CancellationToken, Task<string?>> Tests(IEnumerable<string> names) =>
        async (copy, cancellation) =>
        {
            var (exit, output) = await Tool.RunAsync(
                copy.Root, Limit, cancellation, ["dotnet", Path.Combine(copy.Tests, "TradingBot.Tests.dll"), .. names]);
            RequireSameSignatures(output);
            if (exit == NoSuchTest)
                throw new FormatException(output.Trim());
            if (exit == 0)
                return null;
            return Failed().Match(output) is { Success: true } test ? test.Groups[1].Value : Ended("tests", exit);
        };

    private static Func<Workshop, CancellationToken, Task<string?>> Simulation(string name, string line) =>
        async (copy, cancellation) =>
        {
            var (exit, output) = await Tool.RunAsync(
                copy.Root, Limit, cancellation,
                ["dotnet", Path.Combine(copy.Benchmarks, "TradingBot.Benchmarks.dll"), .. line.Split(' ')]);
            RequireSameSignatures(output);
            if (exit == 0)
                return null;
            return Seed().Match(output) is { Success: true } seed
                ? $"{name}, seed {seed.Groups[1].Value}"
                : Ended(name, exit);
        };

    private static string Ended(string who, int exit) =>
        exit == Tool.TookTooLong ? $"{who}: no end after {Limit.TotalSeconds} s" : $"{who}: ended with {exit}";

    /// <summary>Others were compiled before the mistake was made.</summary>
    private static void RequireSameSignatures(string output)
    {
        if (output.Contains("MissingMethodException", StringComparison.Ordinal)
            || output.Contains("TypeLoadException", StringComparison.Ordinal))
            throw new FormatException("it changes a signature, which the tests were compiled against");
    }

    [GeneratedRegex(@"^failed ([\w.]+):", RegexOptions.Multiline)]
    private static partial Regex Failed();

    [GeneratedRegex(@"^seed (\d+):", RegexOptions.Multiline)]
    private static partial Regex Seed();
}
