using System.ComponentModel;
using System.Diagnostics;
using TradingBot.Configuration;
using TradingBot.Exchanges;
using TradingBot.Exchanges.Connections;
using TradingBot.Input;
using TradingBot.Simulators.Kraken;
using TradingBot.Simulators.Kraken.Markets;
using TradingBot.Simulators.Kraken.State;

namespace TradingBot.Benchmarks;

/// <summary>
/// The same of a program that is there, as a user starts it, the published one for instance: it trades live on an
/// offline Kraken in this process, and prints its histogram when it ends.
/// </summary>
internal static class TickToOrderProgram
{
    private const string Words = "Latency, market data to order: ";

    /// <param name="program">A .dll, or what can be started alone.</param>
    /// <param name="wanted">How many orders.</param>
    /// <param name="speed">Seconds of market time in a second.</param>
    /// <param name="directory">Of its journal.</param>
    public static async Task<int> RunAsync(string program, int wanted, double speed, string directory)
    {
        await using var kraken = await OfflineKraken.StartAsync(
            new OfflineKrakenOptions { Time = new ScaledTime(speed), Markets = [MarketSetup.Synthetic("XBTUSD")] });
        using var probe = new SyncProbe(directory);
        using var bot = Start(program, kraken.RestAddress, speed, directory);
        var output = bot.StandardOutput.ReadToEndAsync();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (!bot.HasExited && kraken.Record().Orders.Count < wanted)
        {
            await timer.WaitForNextTickAsync();
            probe.Measure();
        }

        if (!bot.HasExited)
        {
            using var signal = Process.Start("kill", ["-TERM", $"{bot.Id}"]);
        }

        var text = await output;
        await bot.WaitForExitAsync();
        var line = text.Split('\n').LastOrDefault(line => line.Contains(Words, StringComparison.Ordinal));
        if (bot.ExitCode != 0 || line is null)
        {
            Console.WriteLine(text);
            return 1;
        }

        var figures = line[(line.IndexOf(Words, StringComparison.Ordinal) + Words.Length)..];
        var parts = figures.Split("; without the disk: ");
        TickToOrderCommand.Print(parts[0], parts[1], probe);
        return 0;
    }

    private static Process Start(string program, Uri kraken, double speed, string directory)
    {
        string[] arguments =
        [
            "-x", "kraken", "--at", kraken.ToString(), "--speed", $"{speed}", "--live", "--tier", "pro", "-p", "1",
            "-t", "3600", "-c", "XBTUSD", "--strategy", "sma-cross", "--set", "fast=1", "--set", "slow=2",
            "--balance", "50000", "--trades", "1", "--storage", directory, "--log-directory", "off",
        ];
        var start = ProcessBenchmark.StartOf(program, arguments);
        var variables = Secrets.ApiKeyOf(Venues.Default).Variables;
        start.Environment[variables[0]] = OfflineKrakenOptions.DefaultKey;
        start.Environment[variables[1]] = OfflineKrakenOptions.DefaultSecret;
        start.Environment["XDG_DATA_HOME"] = directory;
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception refused)
        {
            throw new UserError($"--program {program}: {refused.Message}", ExitCode.Failed);
        }
    }
}
