using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using TradingBot.Tests.Mutants;

namespace TradingBot.Benchmarks.Mutants;

/// <summary>
/// <c>mutants [--list] [--only NAME,…] [--against tests|seeds|all] [--file PATH] [--jobs N]</c> plants one mistake
/// after the other in a copy of the sources and says who notices. It fails when one is noticed by nobody, no longer
/// applies or does not compile, or when something is noticed where nothing is planted.
/// </summary>
internal static class MutantCommand
{
    private const string Usage =
        "usage: mutants [--list] [--only NAME,NAME] [--against tests|seeds|all] [--file PATH] [--jobs 1-8]";

    public static async Task<int> RunAsync(string[] arguments)
    {
        Options options;
        try
        {
            options = Options.Read(arguments);
        }
        catch (Exception wrong) when (wrong is FormatException or IOException)
        {
            Console.Error.WriteLine(wrong.Message);
            return 2;
        }

        if (options.IsList)
        {
            foreach (var mutant in options.Mutants)
                Console.WriteLine($"{mutant.Name,-34} {string.Join(", ", mutant.FoundBy),-36} {mutant.Mistake}");
            Console.WriteLine($"{options.Mutants.Count} mutants");
            return 0;
        }

        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, asked =>
        {
            asked.Cancel = true;
            stop.Cancel();
        });
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

    private static async Task<int> RunAsync(Options options, string directory, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var jobs = Math.Min(options.Jobs, options.Mutants.Count);
        Console.WriteLine($"copying and building the sources, {jobs} times");
        // One after the other: the first asks for the packages, and builds share what the compiler has learnt.
        var copies = new List<Workshop>();
        for (var i = 0; i < jobs; i++)
            copies.Add(await Workshop.OpenAsync(Path.Combine(directory, $"{i + 1}"), cancellation));
        var (falseAlarm, seconds) = await TimedAsync(() => LookAsync(copies[0], mutant: null, options, cancellation));
        Show("(nothing planted)", falseAlarm ?? "nothing", seconds);
        if (falseAlarm is not null)
        {
            Console.WriteLine("The sources as they are fail already: nothing can be said about mistakes.");
            return 1;
        }

        var (queue, found) = (new ConcurrentQueue<Mutant>(options.Mutants), 0);
        await Task.WhenAll(copies.Select(copy => Task.Run(WorkAsync(copy), cancellation)));
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
                    var by = await ExamineAsync(copy, mutant, options, cancellation);
                    if (by.IsFound)
                        Interlocked.Increment(ref found);
                    return by.Words;
                });
                Show(mutant.Name, words!, took);
            }
        };
    }

    private static async Task<(bool IsFound, string Words)> ExamineAsync(
        Workshop copy, Mutant mutant, Options options, CancellationToken cancellation)
    {
        try
        {
            await copy.PlantAsync(mutant, cancellation);
            var by = await LookAsync(copy, mutant, options, cancellation);
            return by is null ? (false, "NOTHING: " + mutant.Mistake) : (true, by);
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
        Workshop copy, Mutant? mutant, Options options, CancellationToken cancellation)
    {
        foreach (var look in Finders.For(mutant, options.Tests, options.Seeds))
        {
            if (await look(copy, cancellation) is { } by)
                return by;
        }

        return null;
    }

    private static async Task<(string? Words, double Seconds)> TimedAsync(Func<Task<string?>> work)
    {
        var watch = Stopwatch.StartNew();
        return (await work(), watch.Elapsed.TotalSeconds);
    }

    private static void Show(string name, string words, double seconds) => Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{name,-34} {seconds,5:F0} s  {words}"));

    private sealed record Options(IReadOnlyList<Mutant> Mutants, bool Tests, bool Seeds, int Jobs, bool IsList)
    {
        /// <exception cref="FormatException">An argument, or a line of a file, is not understood.</exception>
        /// <exception cref="IOException">The file cannot be read.</exception>
        public static Options Read(string[] arguments)
        {
            var (file, only, against, jobs, isList) = ((string?)null, (string?)null, "all", 1, false);
            for (var i = 0; i < arguments.Length; i++)
            {
                var value = i + 1 < arguments.Length ? arguments[i + 1] : null;
                (file, only, against, jobs, isList) = (arguments[i], value) switch
                {
                    ("--list", _) => (file, only, against, jobs, true),
                    ("--file", { } path) => (path, only, against, jobs, isList),
                    ("--only", { } names) => (file, names, against, jobs, isList),
                    ("--against", "tests" or "seeds" or "all") => (file, only, value, jobs, isList),
                    ("--jobs", { Length: 1 }) when value[0] is >= '1' and <= '8' =>
                        (file, only, against, value[0] - '0', isList),
                    _ => throw new FormatException($"'{arguments[i]} {value}' is not understood; {Usage}"),
                };
                i += arguments[i] == "--list" ? 0 : 1;
            }

            var all = file is null ? [.. MutantFile.All()] : MutantFile.Read(file);
            var wanted = only?.Split(',', StringSplitOptions.TrimEntries) ?? [];
            if (Array.Find(wanted, name => !all.Any(mutant => mutant.Name == name)) is { } unknown)
                throw new FormatException($"--only: there is no mutant '{unknown}'; --list shows all");
            var chosen = all.Where(mutant => only is null || wanted.Contains(mutant.Name)).ToList();
            if (chosen.Count == 0)
                throw new FormatException("there is no mutant in it");
            return new Options(chosen, against != "seeds", against != "tests", jobs, isList);
        }
    }
}
