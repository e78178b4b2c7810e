using System.Globalization;
using TradingBot.Tests.Faults;

namespace TradingBot.Benchmarks;

/// <summary><c>kills [TIMES] [SEED] [STYLE]</c>: see <see cref="KillRun"/>.</summary>
internal static class KillCommand
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var kills = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 200;
        var seed = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 1;
        var style = arguments.Length > 2 ? arguments[2] : "market";
        var directory = Directory.CreateTempSubdirectory("tradingbot-kills-").FullName;
        Console.WriteLine($"{kills} kills, seed {seed}, {style} orders, in {directory}");
        var run = new KillRun(ProcessBenchmark.Program, directory, kills, seed, style);
        var wrong = await run.RunAsync(Console.WriteLine);
        run.Figures.ForEach(Console.WriteLine);
        foreach (var line in wrong)
            Console.WriteLine(line);
        Console.WriteLine(wrong.Count == 0 ? "the exchange and the bot agree" : $"{wrong.Count} differences");
        return wrong.Count == 0 ? 0 : 1;
    }
}
