using System.Text.RegularExpressions;
using TradingBot.Tests.Mutants;

namespace TradingBot.Benchmarks.Mutants;

/// <summary>Who looks for a mistake: unit tests, and simulations that begin from seeds.</summary>
internal static partial class Finders
{
    /// <summary>Unit tests, as <c>--against</c> names them.</summary>
    public const string UnitTests = "tests";

    private static readonly Simulation[] Simulations =
    [
        new("faults", copy => Path.Combine(copy.Benchmarks, "TradingBot.Benchmarks.dll"),
            ["faults", "--first", "--seeds", "2000"], ["market", "limit", "post-only"],
            ["src/TradingBot.Core/", "src/TradingBot/Storage/"]),
        new("worlds", copy => Path.Combine(copy.Tests, "TradingBot.Worlds.dll"),
            ["--first", "--seeds", "100"], ["market", "limit", "post-only"], ["src/"]),
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

    /// <summary>Ten times what the slowest needs, as others may be at work on the machine.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(6);

    /// <summary>All names for <c>--against</c>: unit tests, and each simulation.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [UnitTests, .. Simulations.Select(simulation => simulation.Name)];

    /// <summary>The ways to look for a mistake, the one that is said to find it first.</summary>
    /// <param name="mutant">What is planted; null: nothing is, and nothing may be found.</param>
    /// <param name="finders">Test classes and simulations that are said to find it.</param>
    /// <param name="asked">Of <see cref="Names"/>.</param>
    public static IEnumerable<Func<Workshop, CancellationToken, Task<string?>>> For(
        Mutant? mutant, IReadOnlyCollection<string> finders, IReadOnlyCollection<string> asked)
    {
        var simulations = Simulations
            .Where(simulation => asked.Contains(simulation.Name) && (mutant is null || simulation.Has(mutant.File)))
            .ToLookup(simulation => finders.Contains(simulation.Name));
        var classes = finders.Except(Names).ToList();
        // A hundred classes at once would starve each other.
        var together = mutant is null ? classes.Select(one => new[] { one }) : [[.. classes]];
        if (asked.Contains(UnitTests) && classes.Count > 0)
        {
            foreach (var some in together)
                yield return Tests(some);
        }

        foreach (var look in simulations[true].SelectMany(Looks))
            yield return look;
        if (asked.Contains(UnitTests))
            yield return Tests(WayOfAnOrder);
        foreach (var look in simulations[false].SelectMany(Looks))
            yield return look;
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

    private static IEnumerable<Func<Workshop, CancellationToken, Task<string?>>> Looks(Simulation simulation) =>
        simulation.Orders.Select<string, Func<Workshop, CancellationToken, Task<string?>>>(
            order => async (copy, cancellation) =>
            {
                var (exit, output) = await Tool.RunAsync(
                    copy.Root, Limit, cancellation,
                    ["dotnet", simulation.Program(copy), .. simulation.Words, "--order", order]);
                RequireSameSignatures(output);
                if (exit == 0)
                    return null;
                return Seed().Match(output) is { Success: true } seed
                    ? $"{simulation.Name}, {order}, seed {seed.Groups[1].Value}"
                    : Ended($"{simulation.Name}, {order}", exit);
            });

    private static string Ended(string who, int exit) =>
        exit == Tool.TookTooLong ? $"{who}: no end after {Limit.TotalSeconds} s" : $"{who}: ended with {exit}";

    /// <summary>Others were compiled before the mistake was made.</summary>
    private static void RequireSameSignatures(string output)
    {
        if (output.Contains("MissingMethodException", StringComparison.Ordinal)
            || output.Contains("TypeLoadException", StringComparison.Ordinal))
            throw new FormatException("it changes a signature, which the tests were compiled against");
    }

    /// <param name="Name">As a mistake's <c>found by</c> has it.</param>
    /// <param name="Program">The assembly that is run.</param>
    /// <param name="Words">Its arguments; what ends with another code than 0 has found something.</param>
    /// <param name="Orders">Kinds of orders, each of which is tried.</param>
    /// <param name="Runs">The folders whose sources it runs: elsewhere there is nothing to find.</param>
    private sealed record Simulation(
        string Name, Func<Workshop, string> Program, string[] Words, string[] Orders, string[] Runs)
    {
        public bool Has(string file) => Array.Exists(Runs, folder => file.StartsWith(folder, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^failed ([\w.]+):", RegexOptions.Multiline)]
    private static partial Regex Failed();

    [GeneratedRegex(@"^seed (\d+):", RegexOptions.Multiline)]
    private static partial Regex Seed();
}
