using System.Diagnostics;
using System.Globalization;
using TradingBot.Tests.Faults;

namespace TradingBot.Benchmarks;

/// <summary>
/// <c>kills [TIMES] [SEED] [STYLE]</c>: see <see cref="KillRun"/>. A bot and an exchange for each core share the kills;
/// kill number n has the seed SEED + n - 1, so <c>kills 1 SEED</c> repeats one.
/// </summary>
internal static class KillCommand
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var kills = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 200;
        var seed = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 1;
        var style = arguments.Length > 2 ? arguments[2] : KillPlan.AnyStyle;
        var directory = Directory.CreateTempSubdirectory("tradingbot-kills-").FullName;
        Console.WriteLine($"{kills} kills from seed {seed}, {style} orders, in {directory}");
        var watch = Stopwatch.StartNew();
        var lanes = Math.Min(kills, Environment.ProcessorCount);
        var found = await Task.WhenAll(Enumerable.Range(0, lanes).Select(lane => LaneAsync(
            Path.Combine(directory, $"{lane}"),
            [.. Enumerable.Range(seed, kills).Where(one => (one - seed) % lanes == lane)],
            style)));
        var tally = new KillTally();
        foreach (var (_, part) in found)
            tally.Add(part);
        List<string> wrong = [.. found.SelectMany(lane => lane.Wrong)];
        Console.WriteLine(tally);
        if (kills > 1)
            wrong.AddRange(tally.Missing(hasResting: style != "market"));
        foreach (var line in wrong)
            Console.WriteLine(line);
        var took = watch.Elapsed.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture);
        Console.WriteLine($"{(wrong.Count == 0 ? "the exchange and the bot agree" : $"FAILED: {wrong.Count} lines")}, {took} s");
        return wrong.Count == 0 ? 0 : 1;
    }

    private static async Task<(IReadOnlyList<string> Wrong, KillTally Tally)> LaneAsync(
        string directory, int[] seeds, string style)
    {
        Directory.CreateDirectory(directory);
        var run = new KillRun(ProcessBenchmark.Program, directory, seeds, style);
        try
        {
            var wrong = await run.RunAsync(Console.WriteLine);
            return ([.. wrong.Select(line => $"seeds {seeds[0]} to {seeds[^1]}: {line}")], run.Tally);
        }
        catch (Exception crash) when (crash is TimeoutException or IOException or InvalidOperationException)
        {
            return ([$"seed {seeds[Math.Min(run.Tally.Kills, seeds.Length - 1)]}: {crash}"], run.Tally);
        }
    }
}
