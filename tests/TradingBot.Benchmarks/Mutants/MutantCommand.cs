using System.Collections.Concurrent;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using TradingBot.Data.Candles;
using TradingBot.Input;
using TradingBot.Tests;
using TradingBot.Tests.Mutants;

namespace TradingBot.Benchmarks.Mutants;

/// <summary>
/// <c>mutants</c> plants one mistake after the other in a copy of the sources and says who notices. It fails when one
/// is noticed by nobody, no longer applies or does not compile, or when something is noticed where nothing is planted.
/// </summary>
internal static class MutantCommand
{
    public static Command Create()
    {
        var command = new Command(
            "mutants",
            "Plants one mistake after the other in a copy of the sources, and says which test or seed notices.");
        var read = MutantOptions.AddTo(command);
        command.SetAction((parsed, _) =>
        {
            try
            {
                return RunAsync(read(parsed));
            }
            catch (Exception wrong) when (wrong is FormatException or IOException or UnauthorizedAccessException)
            {
                throw new UserError(wrong.Message);
            }
        });
        return command;
    }

    private static async Task<int> RunAsync(MutantOptions options)
    {
        if (options.IsList)
        {
            foreach (var mutant in options.Mutants)
                Console.WriteLine($"{mutant.Name,-34} {string.Join(", ", mutant.FoundBy),-36} {mutant.Mistake}");
            Console.WriteLine(CandleFormat.Count(options.Mutants.Count, "mutant"));
            return 0;
        }

        using var stop = new StopSignals();
        var directory = Directory.CreateTempSubdirectory("tradingbot-mutants-").FullName;
        try
        {
            return await RunAsync(options, directory, stop.Token);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("stopped");
            return 1;
        }
        catch (InvalidOperationException unusable)
        {
            Console.Error.WriteLine(unusable.Message);
            return 1;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<int> RunAsync(MutantOptions options, string directory, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var jobs = Math.Min(options.Jobs, options.Mutants.Count);
        // What tests read beside the checkout, they read beside the copies too.
        var shared = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared"));
        if (Directory.Exists(shared))
            Directory.CreateSymbolicLink(Path.Combine(directory, "shared"), shared);
        // One after the other: the first asks for the packages, and builds share what the compiler has learnt.
        var copies = new List<Workshop>();
        for (var i = 0; i < jobs; i++)
        {
            var root = Path.Combine(directory, $"{i + 1}");
            copies.Add(await Workshop.OpenAsync(
                root, phase => Console.WriteLine($"copy {i + 1} of {jobs}: {phase}"), cancellation));
        }

        Console.WriteLine("trial with nothing planted: nothing may be found");
        var (falseAlarm, seconds) = await TimedAsync(
            () => LookAsync(copies[0], mutant: null, Everybody(options.Mutants), options.Against, cancellation));
        Show("(nothing planted)", falseAlarm ?? "nothing", seconds);
        if (falseAlarm is not null)
        {
            Console.WriteLine("The sources as they are fail already: nothing can be said about mistakes.");
            return 1;
        }

        var (queue, found) = (new ConcurrentQueue<Mutant>(options.Mutants), 0);
        var table = options.IsTable ? new MutantTable(options) : null;
        await Task.WhenAll(copies.Select(copy => Task.Run(WorkAsync(copy), cancellation)));
        table?.Show();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{found} of {options.Mutants.Count} found, {watch.Elapsed.TotalMinutes:F1} min"));
        return found == options.Mutants.Count ? 0 : 1;

        Func<Task> WorkAsync(Workshop copy) => async () =>
        {
            while (queue.TryDequeue(out var mutant))
            {
                var (words, took) = await TimedAsync(async () =>
                {
                    var by = await ExamineAsync(copy, mutant, options, table, cancellation);
                    if (by.IsFound)
                        Interlocked.Increment(ref found);
                    return by.Words;
                });
                Show(mutant.Name, words!, took);
            }
        };
    }

    private static async Task<(bool IsFound, string Words)> ExamineAsync(
        Workshop copy, Mutant mutant, MutantOptions options, MutantTable? table, CancellationToken cancellation)
    {
        try
        {
            await copy.PlantAsync(mutant, cancellation);
            // For the table each looks by itself; otherwise one who finds it is enough.
            var all = new List<string>();
            IEnumerable<IReadOnlyList<string>> turns =
                table is null ? [options.Against] : options.Against.Select(one => new[] { one });
            foreach (var asked in turns)
            {
                if (await LookAsync(copy, mutant, mutant.FoundBy, asked, cancellation) is not { } by)
                    continue;
                all.Add(by);
                table?.Add(mutant, asked[0], by);
            }

            return all.Count == 0 ? (false, "NOTHING: " + mutant.Mistake) : (true, string.Join("; ", all));
        }
        catch (FormatException wrong)
        {
            return (false, "CANNOT BE TRIED: " + wrong.Message);
        }
        finally
        {
            copy.Clear();
        }
    }

    /// <returns>Who has noticed something, or null.</returns>
    private static async Task<string?> LookAsync(
        Workshop copy,
        Mutant? mutant,
        IReadOnlyCollection<string> finders,
        IReadOnlyCollection<string> asked,
        CancellationToken cancellation)
    {
        foreach (var look in Finders.For(mutant, finders, asked))
        {
            if (await look(copy, cancellation) is { } by)
                return by;
        }

        return null;
    }

    /// <summary>Who is said to find any of them: a class that fails without a mistake would find them all.</summary>
    private static List<string> Everybody(IEnumerable<Mutant> mutants) =>
        [.. mutants.SelectMany(mutant => mutant.FoundBy).Distinct()];

    private static async Task<(string? Words, double Seconds)> TimedAsync(Func<Task<string?>> work)
    {
        var watch = Stopwatch.StartNew();
        return (await work(), watch.Elapsed.TotalSeconds);
    }

    private static void Show(string name, string words, double seconds) => Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{name,-34} {seconds,5:F0} s  {words}"));
}
