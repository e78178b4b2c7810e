using System.Diagnostics;
using System.Globalization;
using TradingBot.Simulators.Kraken;
using TradingBot.Simulators.Kraken.Markets;
using TradingBot.Simulators.Kraken.State;

namespace TradingBot.Benchmarks.Comparison;

/// <summary>What a paper bot takes on an offline Kraken in another process, each commit's at the same time.</summary>
internal sealed class PaperMemory(BuiltCommit before, BuiltCommit now, TimeSpan trading, string scratch)
{
    public async Task<IReadOnlyList<ComparedFigure>> MeasureAsync(CancellationToken stop)
    {
        await using var kraken = await OfflineKraken.StartAsync(
            new OfflineKrakenOptions { Time = TimeProvider.System, Markets = [MarketSetup.Synthetic("XBTUSD")] }, stop);
        using var bots = new Bots();
        foreach (var commit in new[] { before, now })
        {
            bots.Start(commit.Program, kraken.RestAddress, scratch);
            if (commit.Published is not null)
                bots.Start(commit.Published, kraken.RestAddress, scratch);
        }

        await Task.Delay(trading, stop);
        var read = bots.Read();
        var each = read.Count / 2;
        return
        [
            .. Enumerable.Range(0, each).SelectMany(kind => new[]
            {
                Figure(kind, "resident", memory => memory.Resident),
                Figure(kind, "private", memory => memory.Private),
            }),
        ];

        ComparedFigure Figure(int kind, string what, Func<(double Resident, double Private), double> of) => new(
            $"paper bot after {trading.TotalMinutes} minutes, {(kind == 0 ? "dotnet" : "published")}, {what} MB",
            MoreIsBetter: false,
            [of(read[kind])],
            [of(read[each + kind])]);
    }

    private sealed class Bots : IDisposable
    {
        private readonly List<Process> _bots = [];

        public void Start(string program, Uri kraken, string scratch)
        {
            var directory = Directory.CreateDirectory(Path.Combine(scratch, $"bot-{_bots.Count}")).FullName;
            var start = ProcessBenchmark.StartOf(
                program,
                "-x", "kraken", "--at", kraken.ToString(), "-p", "1", "-t", "5", "-c", "XXBTZUSD",
                "--storage", directory, "--log-directory", "off");
            start.Environment["XDG_DATA_HOME"] = directory;
            foreach (var (name, value) in FleetCommand.AsOnServers)
                start.Environment[name] = value;
            var bot = Process.Start(start)!;
            bot.OutputDataReceived += (_, _) => { };
            bot.BeginOutputReadLine();
            _bots.Add(bot);
        }

        /// <summary>Megabytes, as Linux counts them.</summary>
        public List<(double Resident, double Private)> Read() =>
        [
            .. _bots.Select(bot => bot.HasExited
                ? throw new InvalidOperationException($"a paper bot ended with {bot.ExitCode}")
                : Of(File.ReadAllLines($"/proc/{bot.Id}/smaps_rollup"))),
        ];

        public void Dispose()
        {
            foreach (var bot in _bots)
            {
                bot.Kill();
                bot.WaitForExit(); // its directory is deleted next
                bot.Dispose();
            }
        }

        private static (double Resident, double Private) Of(string[] lines)
        {
            return (Field("Rss:"), Field("Private_Dirty:"));

            double Field(string name) => double.Parse(
                lines.First(line => line.StartsWith(name, StringComparison.Ordinal))
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
                CultureInfo.InvariantCulture) / 1024;
        }
    }
}
