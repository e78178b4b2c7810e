using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using TradingBot.Bots;
using TradingBot.Configuration;
using TradingBot.Core.Orders;
using TradingBot.Core.Risk.Breakers;
using TradingBot.Exchanges;
using TradingBot.Exchanges.Connections;
using TradingBot.Input;
using TradingBot.Simulators.Kraken;
using TradingBot.Simulators.Kraken.Faults;
using TradingBot.Simulators.Kraken.Markets;
using TradingBot.Simulators.Kraken.State;
using TradingBot.Simulators.Matching.Orders;
using TradingBot.Storage;
using OrderTerms = TradingBot.Bots.OrderTerms;

namespace TradingBot.Tests.Faults;

/// <summary>
/// The real daemon in a process of its own, trading live on an offline Kraken with faults on its lines, killed with
/// SIGKILL at moments counted from its first decision and started again; then peace, and the exchange's record is held
/// against the bot's database. With two bots, each on a pair of its own, they share the process and the account.
/// </summary>
/// <param name="program">TradingBot.dll.</param>
/// <param name="directory">For the database, the nonces and the log.</param>
/// <param name="seeds">One a kill: all of its life is drawn from it. Asked for one by one, each after a kill.</param>
/// <param name="style">As --order takes it, or <see cref="KillPlan.AnyStyle"/>.</param>
/// <param name="bots">1 or 2.</param>
internal sealed class KillRun(
    string program, string directory, IEnumerable<int> seeds, string style = KillPlan.AnyStyle, int bots = 1)
{
    private const double Speed = 20;
    private const decimal Cash = 50_000;
    private const string Begins = "Trading X";
    private static readonly string[] Names = ["killed", "killed-2"];
    private static readonly string[] Pairs = ["XBTUSD", "ETHUSD"];
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(5); // ends a run that hangs, decides nothing
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30); // for a decision, for an order to rest

    private string[] Databases { get; } =
        [.. Names[..bots].Select(bot => Path.Combine(directory, bot + BotDatabase.Extension))];

    private string Log => Path.Combine(directory, "log");

    /// <summary>What happened until now.</summary>
    public KillTally Tally { get; } = new();

    /// <returns>What does not agree at the end; empty when all is well.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(Action<string> progress)
    {
        var options = new OfflineKrakenOptions
        {
            Time = new ScaledTime(Speed),
            Markets = [.. Pairs[..bots].Select(pair => MarketSetup.Synthetic(pair))],
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
        await WaitAsync(() => last.HasExited || Times("a signal asks: halt", written) >= bots);
        var stops = Names[..bots].Select(bot => Run("stop", bot, "--flatten", "--storage", directory)).ToList();
        await WaitAsync(() => stops.TrueForAll(stop => stop.HasExited) && last.HasExited);
        return Compare(kraken.Record(), [last, .. stops]);
    }

    private List<string> Compare(SimulatorRecord record, IReadOnlyList<Process> ended)
    {
        Tally.Orders = record.Orders.Count;
        Tally.Cancels = record.Orders.Count(order => order.Status == OrderStatus.Canceled);
        Tally.Unknowns = Databases.Sum(KillBooks.Unknowns);
        return [.. KillBooks.Differences(Databases, record, Cash), .. Ends(ended)];
    }

    /// <summary>One life.</summary>
    /// <returns>How it was, in a line.</returns>
    private async Task<string> LiveAndDieAsync(OfflineKraken kraken, KillPlan plan)
    {
        var decisions = Decisions();
        var written = Written();
        using var process = Start(kraken, plan.Style);
        // A machine under load takes its time to begin; what is waited for counts from then on.
        await WaitAsync(() => process.HasExited || Times(Begins, written) >= bots);
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
    private long Decisions() => Databases.Sum(Decisions);

    private static long Decisions(string database)
    {
        if (!File.Exists(database))
            return 0;
        try
        {
            using var connection = new SqliteConnection($"Data Source={database};Mode=ReadOnly;Pooling=False");
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
            await WaitAsync(() => process.HasExited || Times(Begins, written) >= bots);
            if (!process.HasExited || start == 10)
                return process;
            process.Dispose();
        }
    }

    private Process Start(OfflineKraken kraken, string order) =>
        bots == 1 ? StartOne(kraken, order) : StartFleet(kraken, order);

    private Process StartFleet(OfflineKraken kraken, string order)
    {
        var style = OptionValues.Style(order);
        var file = FleetFile.Write(directory, Names.Zip(Pairs, (name, pair) => FleetFile.Scalping(name, pair) with
        {
            Mode = TradingMode.Live,
            Balance = Cash,
            Poll = TimeSpan.FromSeconds(60),
            MaximumTrades = 5,
            Orders = new OrderTerms(style, style == OrderStyle.Market ? null : TimeSpan.FromSeconds(20)),
            Breakers = new BreakerLimits { OrderErrors = null },
        }));
        return Run(
            "run", file, "--at", kraken.RestAddress.ToString(), "--speed", Speed.ToString(CultureInfo.InvariantCulture),
            "--tier", "pro", "--storage", directory, "--log-directory", "off");
    }

    private Process StartOne(OfflineKraken kraken, string order) => Run([
        "-x", "kraken", "--at", kraken.RestAddress.ToString(), "--speed", Speed.ToString(CultureInfo.InvariantCulture),
        "--live", "--balance", Cash.ToString(CultureInfo.InvariantCulture), "-p", "1", "-t", "60", "-c", "XBTUSD",
        "--trades", "5", "--tier", "pro", "--strategy", "scalping", "--set", "fall=0.001", "--set", "rise=0.001",
        "--max-order-errors", "off", "--name", Names[0], "--storage", directory, "--log-directory", "off",
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

    private int Times(string words, long since)
    {
        using var log = new FileStream(Log, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite);
        log.Position = since;
        using var reader = new StreamReader(log);
        return reader.ReadToEnd().Split(words).Length - 1;
    }

    private IEnumerable<string> Ends(IReadOnlyList<Process> ended) => ended.All(process => process.ExitCode == 0)
        ? []
        :
        [
            "the last process and the requests to stop ended with "
                + string.Join(", ", ended.Select(process => process.ExitCode)),
            .. File.ReadLines(Log).TakeLast(5),
        ];

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
