using System.Diagnostics;
using System.Globalization;
using TradingBot.Core.Orders;
using TradingBot.Worlds.Machine;

namespace TradingBot.Worlds;

/// <summary>
/// One process that goes through worlds, one at a time: in a process there is one thread for everything, so that there
/// is one process for each core. What it prints is read by <see cref="WorldCommand"/>.
/// </summary>
internal static class WorldProcess
{
    /// <summary>What asks for it on the command line: style, first seed, step, count, seconds, bots.</summary>
    public const string Word = "run";

    /// <summary>After the numbers: before each world it asks whether another has failed meanwhile.</summary>
    public const string AskWord = "ask";

    /// <summary>The question.</summary>
    public const string MayGoOn = "may go on?";

    /// <summary>The answer, with which another world begins.</summary>
    public const string Yes = "yes";

    /// <returns>0; failures are among what it prints.</returns>
    public static int Run(string[] args)
    {
        var style = Enum.Parse<OrderStyle>(args[0]);
        var asks = args[^1] == AskWord;
        var numbers = args[1..6].Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        var (first, step, count, seconds, bots) = (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
        var census = new Census();
        var began = Stopwatch.StartNew();
        var done = 0;
        for (; done < count && IsTimeLeft() && (!asks || IsToldToGoOn()); done++)
        {
            var (failures, hash) = Live(first + done * step, style, bots, census, show: null);
            foreach (var failure in failures)
                Console.WriteLine($"failure\t{first + done * step}\t{failure.ReplaceLineEndings(" ")}");
            if (failures.Count > 0)
                Console.WriteLine($"failed\t{first + done * step}");
            Console.WriteLine($"hash\t{first + done * step}\t{hash:x16}");
        }

        foreach (var (what, times) in census.Counts)
            Console.WriteLine($"count\t{times}\t{what}");
        Console.WriteLine($"done\t{done}");
        return 0;

        bool IsTimeLeft() => seconds == 0 || began.Elapsed.TotalSeconds < seconds;
    }

    private static bool IsToldToGoOn()
    {
        Console.WriteLine(MayGoOn);
        return Console.ReadLine() == Yes;
    }

    /// <summary>Lives one world to its end.</summary>
    /// <param name="seed">Of all that happens in it.</param>
    /// <param name="style">Of its orders.</param>
    /// <param name="bots">On one account.</param>
    /// <param name="census">Gets what happened.</param>
    /// <param name="show">Gets every step, or null.</param>
    public static (IReadOnlyList<string> Failures, ulong Hash) Live(
        int seed, OrderStyle style, int bots, Census census, Action<string>? show)
    {
        if (!SingleThread.IsGiven)
            throw new InvalidOperationException("the thread pool must have one thread: see TradingBot.Worlds.csproj");
        var root = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        // The name is as long in every run: what the program says of its files must be the same.
        var here = Path.Combine(root, $"tradingbot-world-{Environment.ProcessId:D10}");
        Directory.CreateDirectory(here);
        try
        {
            var world = new World(seed, style, bots, here, show);
            var failures = world.Run();
            census.Add(world.Census);
            return (failures, world.Hash);
        }
        catch (Exception crash)
        {
            return ([$"crash: {crash}"], 0);
        }
        finally
        {
            Directory.Delete(here, recursive: true);
        }
    }
}
