using System.Diagnostics;
using TradingBot.Core.Trading;
using TradingBot.Worlds;
using TradingBot.Worlds.Machine;

// for the first steps only
var style = Enum.Parse<OrderStyle>(args[0]);
var (from, count) = (int.Parse(args[1]), int.Parse(args[2]));
if (!SingleThread.IsGiven)
    throw new InvalidOperationException("not one thread");
var census = new Census();
var began = Stopwatch.StartNew();
var root = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
ulong hash = 0;
var failed = 0;
for (var seed = from; seed < from + count; seed++)
{
    var here = Directory.CreateDirectory(Path.Combine(root, $"worlds-{Environment.ProcessId}-{seed}")).FullName;
    try
    {
        var world = new World(seed, style, here, count == 1 ? Console.WriteLine : null);
        IReadOnlyList<string> failures;
        try { failures = world.Run(); }
        catch (Exception crash) { failures = [$"crash {crash}"]; }
        if (failures.Count > 0) failed++;
        foreach (var failure in failures)
            Console.WriteLine($"seed {seed}: {failure}");
        census.Add(world.Census);
        hash = hash * 31 + world.Hash;
    }
    finally
    {
        Directory.Delete(here, recursive: true);
    }
}
foreach (var (what, times) in census.Counts)
    Console.WriteLine($"{times,10} {what}");
Console.WriteLine($"{count} worlds, {failed} failed, hash {hash:x16}, {began.ElapsedMilliseconds / (double)count:F1} ms a world");
