using System.Diagnostics;
using System.Globalization;
using TradingBot.Core.Trading;
using TradingBot.Tests.Faults;

namespace TradingBot.Benchmarks;

/// <summary>
/// <c>faults --seeds N [--plant BUG] [--order market|limit|postonly] [--first]</c> runs worlds 0 to N-1 on all cores,
/// <c>faults --seed N</c> one of them, and says what does not agree at their end. With <c>--first</c> none is begun after
/// one in which something does not.
/// </summary>
internal static class FaultCommand
{
    public static int Run(string[] arguments)
    {
        var plant = Enum.Parse<Plant>(ValueOf(arguments, "--plant") ?? nameof(Plant.None), ignoreCase: true);
        var style = Enum.Parse<OrderStyle>(ValueOf(arguments, "--order") ?? nameof(OrderStyle.Market), ignoreCase: true);
        if (ValueOf(arguments, "--seed") is { } seed)
            return Report([Number(seed)], plant, style, isFirstEnough: false);
        return Report(
            [.. Enumerable.Range(0, Number(ValueOf(arguments, "--seeds") ?? "20000"))],
            plant,
            style,
            arguments.Contains("--first"));
    }

    private static int Report(int[] seeds, Plant plant, OrderStyle style, bool isFirstEnough)
    {
        var (guard, census) = (new Lock(), new Dictionary<string, long>());
        var failures = new List<(int Seed, string What)>();
        var watch = Stopwatch.StartNew();
        Parallel.ForEach(seeds, (seed, loop) =>
        {
            var run = new FaultRun(seed, plant, style);
            var found = run.Run();
            lock (guard)
            {
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
        var missing = FaultMinimum.Missing(census, seeds.Length, style != OrderStyle.Market).ToList();
        missing.ForEach(Console.WriteLine);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{seeds.Length} worlds, {failures.DistinctBy(f => f.Seed).Count()} with a failure, {watch.Elapsed.TotalSeconds:F1} s"));
        return failures.Count + missing.Count == 0 ? 0 : 1;
    }

    private static string? ValueOf(string[] arguments, string option) =>
        Array.IndexOf(arguments, option) is var index and >= 0 && index + 1 < arguments.Length ? arguments[index + 1] : null;

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
