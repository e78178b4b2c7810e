using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using TradingBot.Data.Candles;
using TradingBot.Tests.Faults;

namespace TradingBot.Benchmarks;

/// <summary>
/// <c>kills [TIMES] [SEED] [STYLE] [--bots 2]</c>: see <see cref="KillRun"/>. A process and an exchange for each core
/// share the kills; kill number n has the seed SEED + n - 1, so <c>kills 1 SEED</c> repeats one.
/// </summary>
internal static class KillCommand
{
    public static Command Create()
    {
        var kills = WholeNumber.Argument(
            "TIMES", "how many kills, about five seconds each on two cores", 1, 1_000_000, otherwise: 200);
        var seed = WholeNumber.Argument(
            "SEED", "of the first kill; each next one has the next seed", 0, 1_000_000_000, otherwise: 1);
        var style = OneWord.Argument("STYLE", "how orders are placed", [KillPlan.AnyStyle, .. OneWord.OrderStyles]);
        var bots = WholeNumber.Option("--bots", "live bots in the process, on one account", 1, 2, otherwise: 1);
        var command = new Command(
            "kills",
            "Starts the daemon on an offline Kraken with faults, kills it again and again, and compares the books.")
            { kills, seed, style, bots };
        command.SetAction((parsed, _) =>
            RunAsync(
                parsed.GetValue(kills), parsed.GetValue(seed), parsed.GetValue(style)!, parsed.GetValue(bots)));
        return command;
    }

    private static async Task<int> RunAsync(int kills, int seed, string style, int bots)
    {
        var directory = Directory.CreateTempSubdirectory("tradingbot-kills-").FullName;
        Console.WriteLine($"{CandleFormat.Count(kills, "kill")} from seed {seed}, {style} orders, in {directory}");
        var watch = Stopwatch.StartNew();
        var lanes = Math.Min(kills, Environment.ProcessorCount);
        var found = await Task.WhenAll(Enumerable.Range(0, lanes).Select(lane => LaneAsync(
            Path.Combine(directory, $"{lane}"),
            [.. Enumerable.Range(seed, kills).Where(one => (one - seed) % lanes == lane)],
            style,
            bots)));
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
        if (wrong.Count > 0)
        {
            Console.WriteLine(
                $"FAILED: {CandleFormat.Count(wrong.Count, "line")}, {took} s; "
                + $"logs and databases are kept in {directory}");
            return 1;
        }

        Directory.Delete(directory, recursive: true);
        Console.WriteLine($"the exchange and the bot agree, {took} s");
        return 0;
    }

    private static async Task<(IReadOnlyList<string> Wrong, KillTally Tally)> LaneAsync(
        string directory, int[] seeds, string style, int bots)
    {
        Directory.CreateDirectory(directory);
        var run = new KillRun(ProcessBenchmark.Program, directory, seeds, style, bots);
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
