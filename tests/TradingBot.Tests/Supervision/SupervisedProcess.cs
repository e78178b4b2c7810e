using System.Diagnostics;
using TradingBot.Bots;
using TradingBot.Configuration;
using TradingBot.Exchanges;
using TradingBot.Simulators.Kraken.State;
using TradingBot.Tests.Faults;

namespace TradingBot.Tests.Supervision;

/// <summary>The real daemon in a process of its own, with the test as its supervisor.</summary>
internal sealed class SupervisedProcess : IDisposable
{
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(3); // ends a test that hangs, decides nothing

    private readonly TemporaryDirectory _here = new();
    private readonly SupervisorSocket _supervisor = new();
    private readonly Func<string, string[]> _arguments;
    private Process? _process;

    public SupervisedProcess(Uri kraken, params string[] arguments)
        : this(here =>
        [
            "-x", "kraken", "--at", kraken.ToString(), "-c", "XBTUSD", "--name", "bot", "--storage", here,
            "--log-directory", "off", .. arguments,
        ])
    {
    }

    private SupervisedProcess(Func<string, string[]> arguments) => _arguments = arguments;

    /// <summary>Several bots in the process.</summary>
    /// <param name="kraken">Where they trade.</param>
    /// <param name="bots">Made with the directory in which they may have files.</param>
    /// <param name="arguments">More of them.</param>
    public static SupervisedProcess OfFleet(
        Uri kraken, Func<string, IEnumerable<BotDefinition>> bots, params string[] arguments) => new(here =>
        [
            "run", FleetFile.Write(here, bots(here)), "--at", kraken.ToString(), "--storage", here,
            "--log-directory", "off", .. arguments,
        ]);

    public string Storage => _here.Path;

    public string Database => _here["bot.db"];

    /// <summary>What it has said, once it has ended.</summary>
    public IEnumerable<string> Lines => File.ReadLines(Log);

    private string Log => _here["log"];

    /// <summary>
    /// Starts it and waits until it follows the market. On a loaded machine the first calls may take longer than their
    /// limits; it is started again then, as a supervisor would.
    /// </summary>
    public async Task StartAsync()
    {
        var said = "";
        for (var start = 1; start <= 10; start++)
        {
            Start();
            await WaitAsync(() => _supervisor.HasMore || _process!.HasExited);
            if (_supervisor.HasMore && await HeardAsync("READY=1"))
                return;
            await _process!.WaitForExitAsync();
            said = File.ReadAllText(Log);
            File.Delete(Log); // no test is to take it for what the next one says
        }

        throw new InvalidOperationException($"it does not start:\n{said}");
    }

    public void Start()
    {
        _process?.Dispose();
        var program = Path.Combine(AppContext.BaseDirectory, "TradingBot.dll");
        // Tests that a shell has begun in the background have inherited an interrupt that is ignored.
        var command = $"exec env --default-signal=INT dotnet \"$0\" \"$@\" >>'{Log}' 2>&1 </dev/null";
        var start = new ProcessStartInfo("/bin/sh", ["-c", command, program, .. _arguments(_here.Path)]);
        start.Environment["NOTIFY_SOCKET"] = _supervisor.Address;
        start.Environment["WATCHDOG_USEC"] = "60000000";
        start.Environment[Secrets.ApiKeyOf(Venues.Default).Variables[0]] = OfflineKrakenOptions.DefaultKey;
        start.Environment[Secrets.ApiKeyOf(Venues.Default).Variables[1]] = OfflineKrakenOptions.DefaultSecret;
        start.Environment["XDG_DATA_HOME"] = _here.Path;
        _process = Process.Start(start)!;
    }

    /// <param name="signal">As kill(1) names it.</param>
    public void Signal(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process!.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit code, and the last line it said.</returns>
    public async Task<(int ExitCode, string LastLine)> EndAsync()
    {
        await _process!.WaitForExitAsync().WaitAsync(Guard);
        return (_process.ExitCode, Lines.LastOrDefault(""));
    }

    /// <param name="words">What it must say.</param>
    /// <param name="after">What it has said before; null: at any time.</param>
    public Task UntilItSaysAsync(string words, string? after = null) => WaitAsync(() =>
    {
        using var log = new FileStream(Log, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(log);
        var text = reader.ReadToEnd();
        var from = after is null ? 0 : text.IndexOf(after, StringComparison.Ordinal);
        return from >= 0 && text.IndexOf(words, from, StringComparison.Ordinal) >= 0;
    });

    /// <summary>Waits until the supervisor has been told so.</summary>
    /// <returns>False when the process ended without.</returns>
    public async Task<bool> HeardAsync(string beginning)
    {
        while (true)
        {
            await WaitAsync(() => _supervisor.HasMore || _process!.HasExited);
            if (!_supervisor.HasMore)
                return false;
            if (_supervisor.Next().StartsWith(beginning, StringComparison.Ordinal))
                return true;
        }
    }

    public static async Task WaitAsync(Func<bool> isDone)
    {
        var began = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!isDone())
        {
            if (Stopwatch.GetElapsedTime(began) > Guard)
                throw new TimeoutException("the daemon hangs");
            await timer.WaitForNextTickAsync();
        }
    }

    public void Dispose()
    {
        if (_process is { HasExited: false })
            _process.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        _supervisor.Dispose();
        _here.Dispose();
    }
}
