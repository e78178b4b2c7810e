using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using TradingBot.Configuration;
using TradingBot.Exchanges;
using TradingBot.Exchanges.Connections;
using TradingBot.Simulators.Kraken;
using TradingBot.Simulators.Kraken.Faults;
using TradingBot.Simulators.Kraken.Markets;
using TradingBot.Simulators.Kraken.State;
using TradingBot.Simulators.Matching;
using TradingBot.Storage;

namespace TradingBot.Tests.Faults;

/// <summary>
/// The real daemon in a process of its own, trading live on an offline Kraken with faults on its lines, killed with
/// SIGKILL at moments counted from its first decision and started again; then peace, and the exchange's record is held
/// against the bot's database.
/// </summary>
/// <param name="program">TradingBot.dll.</param>
/// <param name="directory">For the database, the nonces and the log.</param>
/// <param name="seeds">One a kill: all of its life is drawn from it. Asked for one by one, each after a kill.</param>
/// <param name="style">As --order takes it, or <see cref="KillPlan.AnyStyle"/>.</param>
internal sealed class KillRun(
    string program, string directory, IEnumerable<int> seeds, string style = KillPlan.AnyStyle)
{
    private const double Speed = 20;
    private const decimal Cash = 50_000;
    private const string Bot = "killed";
    private const string Begins = "Trading XXBTZUSD";
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(5); // ends a run that hangs, decides nothing
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30); // for a decision, for an order to rest

    private string Database => Path.Combine(directory, Bot + BotDatabase.Extension);

    private string Log => Path.Combine(directory, "log");

    /// <summary>What happened until now.</summary>
    public KillTally Tally { get; } = new();

    /// <returns>What does not agree at the end; empty when all is well.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(Action<string> progress)
    {
        var options = new OfflineKrakenOptions
        {
            Time = new ScaledTime(Speed),
            Markets = [MarketSetup.Synthetic("XBTUSD")],
        };
        await using var kraken = await OfflineKraken.StartAsync(options);
        foreach (var plan in seeds.Select(seed => KillPlan.Draw(seed, style)))
        {
            kraken.Use(KillFaults.Of(plan));
            progress(await LiveAndDieAsync(kraken, plan));
        }

        kraken.Use(FaultScenario.None);
        var written = Written(); // by those that were killed
        using var last = await StartUntilItTradesAsync(kraken);
        using var signal = Process.Start("kill", ["-USR1", $"{last.Id}"]);
        await WaitAsync(() => last.HasExited || HasSaid("a signal asks: halt", written));
        using var stop = Run("stop", Bot, "--flatten", "--storage", directory);
        await WaitAsync(() => stop.HasExited && last.HasExited);
        return BotReader.Read(Database, reader => Compare(reader, kraken.Record(), last, stop));
    }

    private List<string> Compare(BotReader reader, SimulatorRecord record, Process last, Process stop)
    {
        Tally.Orders = record.Orders.Count;
        Tally.Cancels = record.Orders.Count(order => order.Status == OrderStatus.Canceled);
        Tally.Unknowns = KillBooks.Unknowns(reader);
        return [.. KillBooks.Differences(reader, record, Cash), .. Ends(last, stop)];
    }

    /// <summary>One life.</summary>
    /// <returns>How it was, in a line.</returns>
    private async Task<string> LiveAndDieAsync(OfflineKraken kraken, KillPlan plan)
    {
        var decisions = Decisions();
        var written = Written();
        using var process = Start(kraken, plan.Style);
        // A machine under load takes its time to begin; what is waited for counts from then on.
        await WaitAsync(() => process.HasExited || HasSaid(Begins, written));
        await WaitAtMostAsync(LongestWait, () => process.HasExited || Decisions() > decisions);
        var hasDecided = Decisions() > decisions;
        var orders = kraken.Record().Orders.Count;
        if (plan.Moment != KillMoment.AnyTime)
        {
            await WaitAtMostAsync(LongestWait, () => process.HasExited
                || (plan.Moment == KillMoment.OrderRests ? Resting(kraken) > 0 : kraken.Record().Orders.Count > orders));
        }

        await PauseAsync(plan.After);
        var ended = process.HasExited;
        process.Kill();
        await process.WaitForExitAsync();
        var resting = Resting(kraken);
        Tally.Kills++;
        Tally.AfterDecision += hasDecided && !ended ? 1 : 0;
        Tally.WithRestingOrders += resting > 0 && !ended ? 1 : 0;
        return $"seed {plan.Seed}: {plan.Style}, {plan.Moment}, {resting} resting"
            + (hasDecided ? "" : ", nothing decided") + (ended ? $", had ended with {process.ExitCode}" : "");
    }

    private static int Resting(OfflineKraken kraken) => kraken.Record().Orders.Count(order => !order.IsOver);

    /// <summary>
    /// Orders decided until now. Nothing stays open: who starts next must find the database as the kill has left it.
    /// </summary>
    private long Decisions()
    {
        if (!File.Exists(Database))
            return 0;
        try
        {
            using var connection = new SqliteConnection($"Data Source={Database};Mode=ReadOnly;Pooling=False");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT coalesce(max(number), 0) FROM orders";
            return (long)command.ExecuteScalar()!;
        }
        catch (SqliteException)
        {
            return 0; // it is just being made
        }
    }

    /// <summary>On a machine under load the first calls may take longer than their limits: a supervisor starts it again.</summary>
    private async Task<Process> StartUntilItTradesAsync(OfflineKraken kraken)
    {
        for (var start = 1; ; start++)
        {
            var written = Written();
            var process = Start(kraken, style == KillPlan.AnyStyle ? "limit" : style);
            await WaitAsync(() => process.HasExited || HasSaid(Begins, written));
            if (!process.HasExited || start == 10)
                return process;
            process.Dispose();
        }
    }

    private Process Start(OfflineKraken kraken, string order) => Run([
        "-x", "kraken", "--at", kraken.RestAddress.ToString(), "--speed", Speed.ToString(CultureInfo.InvariantCulture),
        "--live", "--balance", Cash.ToString(CultureInfo.InvariantCulture), "-p", "1", "-t", "60", "-c", "XBTUSD",
        "--trades", "5", "--tier", "pro", "--strategy", "scalping", "--set", "fall=0.001", "--set", "rise=0.001",
        "--max-order-errors", "off", "--name", Bot, "--storage", directory, "--log-directory", "off",
        "--order", order, .. (order == "market" ? Array.Empty<string>() : ["--order-patience", "20"])]);

    private Process Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"exec dotnet \"$0\" \"$@\" >>'{Log}' 2>&1", program, .. arguments]);
        start.Environment[Secrets.ApiKeyOf(Venues.Default).Variables[0]] = OfflineKrakenOptions.DefaultKey;
        start.Environment[Secrets.ApiKeyOf(Venues.Default).Variables[1]] = OfflineKrakenOptions.DefaultSecret;
        start.Environment["XDG_DATA_HOME"] = directory;
        return Process.Start(start)!;
    }

    private long Written() => File.Exists(Log) ? new FileInfo(Log).Length : 0;

    private bool HasSaid(string words, long since)
    {
        using var log = new FileStream(Log, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite);
        log.Position = since;
        using var reader = new StreamReader(log);
        return reader.ReadToEnd().Contains(words, StringComparison.Ordinal);
    }

    private IEnumerable<string> Ends(Process last, Process stop) =>
        last.ExitCode == 0 && stop.ExitCode == 0
            ? []
            : [$"the last process ended with {last.ExitCode}, the request to stop with {stop.ExitCode}", .. File.ReadLines(Log).TakeLast(5)];

    private static async Task WaitAsync(Func<bool> isDone)
    {
        var began = Stopwatch.GetTimestamp();
        while (!isDone())
        {
            if (Stopwatch.GetElapsedTime(began) > Guard)
                throw new TimeoutException("the daemon hangs");
            await PauseAsync(Poll);
        }
    }

    private static async Task WaitAtMostAsync(TimeSpan most, Func<bool> isDone)
    {
        var began = Stopwatch.GetTimestamp();
        while (!isDone() && Stopwatch.GetElapsedTime(began) < most)
            await PauseAsync(Poll);
    }

    private static async Task PauseAsync(TimeSpan pause)
    {
        if (pause < TimeSpan.FromMilliseconds(1))
            return;
        using var timer = new PeriodicTimer(pause);
        await timer.WaitForNextTickAsync();
    }
}
