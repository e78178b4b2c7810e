using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

namespace TradingBot.Benchmarks.Recordings;

/// <summary>
/// <c>collector [MINUTES]</c>: what the collector costs on a server: twenty deep books that change 500 times a second
/// are sent over loopback, and its memory and its share of a core are held against what is allowed.
/// </summary>
internal static class CollectorCommand
{
    private const double MaxMegabytes = 120;
    private const double MaxShare = 0.10;

    public static Command Create()
    {
        var minutes = WholeNumber.Argument("MINUTES", "how long; an hour has one sealing in it", 2, 10_000, 60);
        var pairs = WholeNumber.Option("--pairs", "how many", 1, 99, otherwise: 20);
        var depth = WholeNumber.Option("--depth", "levels of a side: 10, 25, 100, 500, 1000", 10, 1000, 1000);
        var changes = WholeNumber.Option("--changes", "of all books, in a second", 1, 100_000, otherwise: 500);
        var program = new Option<FileInfo>("--program")
        {
            Description = "the program as deploy/publish makes it, as servers run it (default: the built one)",
            HelpName = "FILE",
        };
        program.AcceptExistingOnly();
        var parent = ScratchFolder.Argument("where the recording is kept meanwhile");
        var command = new Command("collector", "Measures what collecting costs: memory, processor, bytes on disk.")
        {
            minutes, parent, pairs, depth, changes, program,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            new Load(
                parsed.GetValue(minutes), parsed.GetValue(pairs), parsed.GetValue(depth), parsed.GetValue(changes)),
            parsed.GetValue(program)?.FullName ?? ProcessBenchmark.Program,
            ScratchFolder.Make(parsed.GetValue(parent)!, "tradingbot-collector"),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Load load, string program, string directory, CancellationToken stop)
    {
        try
        {
            await using var kraken = await BusyKraken.StartAsync(load.Pairs, load.Depth);
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
            using var collector = Start(program, kraken, load, directory);
            var output = collector.StandardOutput.ReadToEndAsync(CancellationToken.None);
            var sending = kraken.SendAsync(load.Changes, ended.Token);
            var (peak, share) = await WatchAsync(collector, load, stop);
            await ended.CancelAsync();
            await sending;
            await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None); // what is under way arrives
            var isGood = await EndAsync(collector);
            if (!isGood)
            {
                Console.WriteLine(await output);
                return 1;
            }

            Console.WriteLine(ProcessBenchmark.OutputOf(program, $"recordings verify --data {directory}", stop).Trim());
            return Judge(peak, share, kraken, directory) ? 0 : 1;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static Process Start(string program, BusyKraken kraken, Load load, string directory)
    {
        var start = ProcessBenchmark.StartOf(
            program,
            ["collect", "-x", "kraken", "-c", kraken.Pairs, "--book", $"{load.Depth}", "--trades",
                "--at", $"{kraken.Address}", "--data", directory, "--log-directory", "off"]);
        foreach (var (name, value) in FleetCommand.AsOnServers)
            start.Environment[name] = value;
        start.Environment["XDG_DATA_HOME"] = directory;
        return Process.Start(start)!;
    }

    /// <summary>Says each minute what it takes.</summary>
    /// <returns>The largest resident memory, in megabytes, and the share of a core after the first minute.</returns>
    private static async Task<(double Peak, double Share)> WatchAsync(
        Process collector, Load load, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        var (peak, since, before) = (0.0, TimeProvider.System.GetTimestamp(), TimeSpan.Zero);
        for (var second = 1; second <= load.Minutes * 60 && !collector.HasExited; second++)
        {
            await timer.WaitForNextTickAsync(stop);
            collector.Refresh();
            if (collector.HasExited)
                break;
            peak = Math.Max(peak, collector.WorkingSet64 / 1024.0 / 1024);
            if (second == 60)
                (since, before) = (TimeProvider.System.GetTimestamp(), collector.TotalProcessorTime);
            if (second % 60 == 0 && second > 60)
                Console.WriteLine(Words(second / 60, peak, Share()));
        }

        return (peak, Share());

        double Share() => collector.HasExited
            ? 1
            : (collector.TotalProcessorTime - before) / TimeProvider.System.GetElapsedTime(since);
    }

    private static string Words(int minute, double peak, double share) => string.Create(
        CultureInfo.InvariantCulture,
        $"minute {minute,3}: {peak:F1} MB at most, {share:P1} of a core since the first minute");

    private static async Task<bool> EndAsync(Process collector)
    {
        if (!collector.HasExited)
        {
            using var signal = Process.Start("kill", ["-TERM", $"{collector.Id}"]);
        }

        await collector.WaitForExitAsync();
        return collector.ExitCode == 0;
    }

    private static bool Judge(double peak, double share, BusyKraken kraken, string directory)
    {
        var files = new DirectoryInfo(directory).EnumerateFiles("*", SearchOption.AllDirectories);
        var bytes = files.Sum(file => file.Length);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{kraken.ChangesSent:N0} changes and {kraken.TradesSent:N0} trades sent; {bytes / 1e6:F1} MB on disk"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{peak:F1} MB resident at most (allowed {MaxMegabytes}), {share:P1} of a core (allowed {MaxShare:P0})"));
        return peak < MaxMegabytes && share < MaxShare;
    }

    /// <summary>What is sent, and how long.</summary>
    private sealed record Load(int Minutes, int Pairs, int Depth, int Changes);
}
