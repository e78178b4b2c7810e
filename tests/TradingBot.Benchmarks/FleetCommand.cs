using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using TradingBot.Bots;
using TradingBot.Data.Candles;
using TradingBot.Simulators.Kraken;
using TradingBot.Simulators.Kraken.Markets;
using TradingBot.Simulators.Kraken.State;
using TradingBot.Tests.Faults;

namespace TradingBot.Benchmarks;

/// <summary>
/// <c>fleet [MINUTES]</c>: paper bots on three pairs of an offline Kraken at the wall's speed; how much memory one, five
/// and six of them take in a process, and whether four go on when the strategy of a fifth throws.
/// </summary>
internal static class FleetCommand
{
    private const double MaxOfFive = 110;
    private const double MaxOfOneMore = 8;

    /// <summary>What the units in deploy/systemd set.</summary>
    public static readonly (string Name, string Value)[] AsOnServers =
    [
        ("DOTNET_TieredCompilation", "0"), ("DOTNET_GCgen0size", "0x200000"), ("DOTNET_EnableDiagnostics", "0"),
    ];

    private static readonly string[] Pairs = ["XBTUSD", "ETHUSD", "ADAUSD"];
    private static readonly string[] Sizes = ["0.01", "0.1", "50"];

    public static Command Create()
    {
        var minutes = WholeNumber.Argument("MINUTES", "how long they trade", 3, 10_000, otherwise: 60);
        var program = new Option<FileInfo>("--program")
        {
            Description = "the program as deploy/publish makes it, which is what a server runs (default: the built one)",
            HelpName = "FILE",
        };
        program.AcceptExistingOnly();
        var command = new Command("fleet", "Measures the memory of several bots in a process, and that one ends alone.")
            { minutes, program };
        command.SetAction((parsed, _) => RunAsync(
            parsed.GetValue(minutes), parsed.GetValue(program)?.FullName ?? ProcessBenchmark.Program));
        return command;
    }

    private static async Task<int> RunAsync(int minutes, string program)
    {
        var directory = Directory.CreateTempSubdirectory("tradingbot-fleet-").FullName;
        Console.WriteLine($"{CandleFormat.Count(minutes, "minute")}, logs and databases in {directory}");
        await using var kraken = await OfflineKraken.StartAsync(new OfflineKrakenOptions
        {
            Time = TimeProvider.System,
            Markets = [.. Pairs.Select(pair => MarketSetup.Synthetic(pair))],
        });
        var fall = DateTime.UtcNow.AddMinutes(minutes / 2.0 - 1);
        using var one = Start(program, kraken, Path.Combine(directory, "one"), count: 1);
        using var five = Start(program, kraken, Path.Combine(directory, "five"), count: 5);
        using var six = Start(program, kraken, Path.Combine(directory, "six"), count: 6);
        using var failing = Start(program, kraken, Path.Combine(directory, "failing"), count: 4, fall);
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1));
        for (var minute = 1; minute <= minutes; minute++)
        {
            await timer.WaitForNextTickAsync();
            Console.WriteLine(Invariant(
                $"minute {minute,3}: one {Memory(one):F1} MB, five {Memory(five):F1}, six {Memory(six):F1}"));
        }

        List<string> wrong = [.. Wrong(Memory(five), Memory(six)), .. Alone(Path.Combine(directory, "failing"))];
        foreach (var process in new[] { one, five, six, failing })
            wrong.AddRange(await EndAsync(process, expected: process == failing ? 2 : 0));
        wrong.ForEach(Console.WriteLine);
        if (wrong.Count > 0)
            return 1;
        Directory.Delete(directory, recursive: true);
        Console.WriteLine("five bots and a sixth keep to their memory, and one that throws ends alone");
        return 0;
    }

    private static Process Start(
        string program, OfflineKraken kraken, string directory, int count, DateTime? throwsFrom = null)
    {
        Directory.CreateDirectory(directory);
        List<BotDefinition> bots = [.. Enumerable.Range(0, count).Select(Bot)];
        if (throwsFrom is { } from)
        {
            var strategy = FleetFile.WriteThrower(directory, from);
            bots.Add(Bot(count) with
            {
                Name = "thrower",
                Strategy = new StrategyChoice(strategy, new Dictionary<string, string>()),
            });
        }

        var start = new ProcessStartInfo("/bin/sh",
        [
            "-c",
            $"exec {(program.EndsWith(".dll", StringComparison.Ordinal) ? "dotnet " : "")}\"$0\" \"$@\" "
                + $">'{Path.Combine(directory, "log")}' 2>&1",
            program,
            "run",
            FleetFile.Write(directory, bots), "--at", kraken.RestAddress.ToString(), "--storage", directory,
            "--log-directory", "off",
        ]);
        start.Environment["XDG_DATA_HOME"] = directory;
        foreach (var (name, value) in AsOnServers)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static BotDefinition Bot(int number)
    {
        var which = number % Pairs.Length;
        return FleetFile.Scalping($"bot-{number + 1}", Pairs[which]) with { Size = TradeSize.Parse(Sizes[which]) };
    }

    /// <summary>Resident, as deploy/footprint counts.</summary>
    private static double Memory(Process process)
    {
        process.Refresh();
        return process.HasExited ? 0 : process.WorkingSet64 / 1024.0 / 1024;
    }

    private static IEnumerable<string> Wrong(double five, double six)
    {
        if (five is 0 or >= MaxOfFive)
            yield return Invariant($"five bots: {five:F1} MB, allowed are {MaxOfFive}");
        if (six == 0 || six - five >= MaxOfOneMore)
            yield return Invariant($"a sixth: {six - five:F1} MB, allowed are {MaxOfOneMore}");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>The others must have had candles since the strategy threw.</summary>
    private static IEnumerable<string> Alone(string directory)
    {
        var lines = File.ReadAllLines(Path.Combine(directory, "log"));
        var end = Array.FindIndex(lines, line => line.Contains("thrower: Ended: ", StringComparison.Ordinal));
        if (end < 0)
            return ["the strategy that throws has not thrown"];
        return Enumerable.Range(1, 4).Select(bot => $"bot-{bot}")
            .Where(bot => !lines[end..].Any(line => line.Contains($"{bot}:  Open: ", StringComparison.Ordinal)))
            .Select(bot => $"{bot} has seen no price since the strategy threw");
    }

    private static async Task<IEnumerable<string>> EndAsync(Process process, int expected)
    {
        if (process.HasExited)
            return [$"a process ended early with {process.ExitCode}"];
        var began = Stopwatch.GetTimestamp();
        using var signal = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await process.WaitForExitAsync();
        var took = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return
        [
            .. process.ExitCode == expected
                ? Array.Empty<string>()
                : [$"ended with {process.ExitCode}, not {expected}"],
            .. took < 5 ? Array.Empty<string>() : [$"took {took:F1} s to end"],
        ];
    }
}
