using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using System.Globalization;
using TradingBot.Core.Orders;
using TradingBot.Data.Candles;
using TradingBot.Input;
using TradingBot.Tests.Faults;

namespace TradingBot.Benchmarks;

/// <summary>
/// <c>faults</c> runs many worlds on all cores, or one of them, and says what does not agree at their end.
/// </summary>
internal static class FaultCommand
{
    public static Command Create()
    {
        var seeds = WholeNumber.Option(
            "--seeds", "how many worlds, with the seeds from 0", 1, 100_000_000, otherwise: 20_000);
        var seed = WholeNumber.Option("--seed", "only the world of this seed", 0, int.MaxValue, otherwise: 0);
        seed.DefaultValueFactory = null;
        var order = OneWord.Option("--order", "how orders are placed", OneWord.OrderStyles);
        var plant = new Option<string?>("--plant")
        {
            Description = $"a bug that is put in on purpose and must be found: {string.Join(", ", Plants.Names)}",
            HelpName = "NAME",
            CustomParser = result => OneWord.Read(result, "--plant", Plants.Names),
        };
        var plants = new Option<bool>("--plants") { Description = "says what each of these bugs is; runs no world" };
        var first = new Option<bool>("--first")
        {
            Description = "begins no world after one in which something is found",
        };
        var command = new Command(
            "faults", "Trades in worlds full of faults, each made from a seed, and compares the books.")
            { seeds, seed, order, plant, plants, first };
        command.Validators.Add(result =>
        {
            var isMany = IsGiven(result.GetResult(seeds)) || IsGiven(result.GetResult(first));
            if (isMany && IsGiven(result.GetResult(seed)))
                result.AddError("--seed is one world: leave out --seeds and --first");
        });
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(plants))
            {
                Plants.List();
                return 0;
            }

            var (style, bug) = (OptionValues.Style(parsed.GetValue(order)!), Plants.Named(parsed.GetValue(plant)));
            return IsGiven(parsed.GetResult(seed))
                ? Report([parsed.GetValue(seed)], bug, style, isFirstEnough: false)
                : Report([.. Enumerable.Range(0, parsed.GetValue(seeds))], bug, style, parsed.GetValue(first));
        });
        return command;
    }

    private static bool IsGiven(OptionResult? option) => option is { Implicit: false };

    private static int Report(int[] seeds, Plant plant, OrderStyle style, bool isFirstEnough)
    {
        var (guard, census) = (new Lock(), new Dictionary<string, long>());
        var failures = new List<(int Seed, string What)>();
        var worlds = 0;
        var watch = Stopwatch.StartNew();
        Parallel.ForEach(seeds, (seed, loop) =>
        {
            var run = new FaultRun(seed, plant, style);
            var found = run.Run();
            lock (guard)
            {
                worlds++;
                failures.AddRange(found.Select(what => (seed, what)));
                if (isFirstEnough && found.Count > 0)
                    loop.Stop();
                foreach (var (what, count) in style == OrderStyle.Market ? run.Census() : run.Census().Concat(run.CensusOfResting()))
                    census[what] = census.GetValueOrDefault(what) + count;
            }
        });
        foreach (var (what, count) in census)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count,12:N0}  {what}"));
        foreach (var (seed, what) in failures.Order().Take(20))
            Console.WriteLine($"seed {seed}: {what}");
        // Where the first difference has ended it early, little has happened.
        var isCutShort = worlds < seeds.Length;
        var missing = isCutShort ? [] : FaultMinimum.Missing(census, worlds, style != OrderStyle.Market).ToList();
        missing.ForEach(Console.WriteLine);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{CandleFormat.Count(worlds, "world")}, {failures.DistinctBy(f => f.Seed).Count()} with a failure, "
            + $"{watch.Elapsed.TotalSeconds:F1} s"));
        return failures.Count + missing.Count == 0 ? 0 : 1;
    }
}
