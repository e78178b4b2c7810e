using System.Diagnostics;
using System.Globalization;
using TradingBot.Core.Orders;
using TradingBot.Hosting;
using TradingBot.KrakenSimulator;
using TradingBot.KrakenSimulator.Faults;
using TradingBot.KrakenSimulator.Markets;
using TradingBot.Storage;

namespace TradingBot.Tests.Faults;

/// <summary>
/// The real daemon in a process of its own, trading live on an offline Kraken with faults on its lines, killed with
/// SIGKILL at moments from a seed and started again; then peace, and the exchange's record is held against the bot's
/// database.
/// </summary>
/// <param name="program">TradingBot.dll.</param>
/// <param name="directory">For the database, the nonces and the log.</param>
/// <param name="kills">How often it is killed.</param>
/// <param name="seed">Of the moments and of the faults.</param>
/// <param name="style">As --order takes it.</param>
internal sealed class KillRun(string program, string directory, int kills, int seed, string style = "market")
{
    private const double Speed = 20;
    private const string Bot = "killed";
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(5); // ends a run that hangs, decides nothing

    private readonly Random _random = new(seed);

    private string Database => Path.Combine(directory, Bot + BotDatabase.Extension);

    private string Log => Path.Combine(directory, "log");

    /// <summary>What happened, for a person to read.</summary>
    public List<string> Figures { get; } = [];

    /// <returns>What does not agree at the end; empty when all is well.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(Action<string> progress)
    {
        var options = new OfflineKrakenOptions
        {
            Time = new ScaledTime(Speed),
            Markets = [MarketSetup.Synthetic("XBTUSD")],
            Faults = Faults,
        };
        await using var kraken = await OfflineKraken.StartAsync(options);
        for (var kill = 1; kill <= kills; kill++)
        {
            await LiveAndDieAsync(kraken);
            if (kill % 20 == 0)
                progress($"{kill} kills, {kraken.Record().Orders.Count} orders at the exchange");
        }

        var happened = kraken.FaultsHappened();
        kraken.Use(FaultScenario.None);
        var written = File.Exists(Log) ? new FileInfo(Log).Length : 0; // by those that were killed
        using var last = await StartUntilItTradesAsync(kraken);
        using var signal = Process.Start("kill", ["-USR1", $"{last.Id}"]);
        await WaitAsync(() => last.HasExited || HasSaid("a signal asks: halt", written));
        using var stop = Run("stop", Bot, "--flatten", "--storage", directory);
        await WaitAsync(() => stop.HasExited && last.HasExited);
        Figures.AddRange(Faults.Rules.Zip(happened).Select(rule =>
            FormattableString.Invariant($"{rule.Second,6} x {rule.First.Fault} on {rule.First.On}")));
        return [.. BotReader.Read(Database, reader => Compare(reader, kraken.Record())), .. Ends(last, stop)];
    }

    private static FaultScenario Scenario(int seed, bool rests) => new((ulong)seed,
    [
        .. (rests ? CancelFaults : []),
        Rule(FaultKind.LostRequest, "add_order", 0.05),
        Rule(FaultKind.LostReply, "add_order", 0.1),
        Rule(FaultKind.LateRequest, "add_order", 0.05) with { Milliseconds = 7_000 },
        Rule(FaultKind.LateReply, "add_order", 0.05) with { Milliseconds = 7_000 },
        Rule(FaultKind.ReplyTwice, "add_order", 0.05),
        Rule(FaultKind.Error, "add_order", 0.05) with { Error = "EService:Unavailable", Applied = true },
        Rule(FaultKind.Error, "add_order", 0.03) with { Error = "EService:Busy" },
        Rule(FaultKind.HiddenOrder, "*", 0.3) with { Milliseconds = 30_000 },
        Rule(FaultKind.SequenceGap, "executions", 0.1),
        Rule(FaultKind.DroppedConnection, "executions", 0.05),
        Rule(FaultKind.HttpError, "OpenOrders", 0.1),
        Rule(FaultKind.TruncatedJson, "ClosedOrders", 0.1),
        Rule(FaultKind.LostReply, "QueryOrders", 0.1),
        Rule(FaultKind.HttpError, "GetWebSocketsToken", 0.2),
        Rule(FaultKind.LostReply, "AddOrder", 0.2),
        Rule(FaultKind.HttpError, "AddOrder", 0.2) with { Applied = true, Status = 520 },
    ]);

    private static FaultRule[] CancelFaults =>
    [
        Rule(FaultKind.LostRequest, "cancel_order", 0.1),
        Rule(FaultKind.LostReply, "cancel_order", 0.1),
        Rule(FaultKind.LateRequest, "cancel_order", 0.1) with { Milliseconds = 7_000 },
        Rule(FaultKind.ReplyTwice, "cancel_order", 0.1),
        Rule(FaultKind.Error, "cancel_order", 0.1) with { Error = "EService:Busy" },
    ];

    private bool Rests => style != "market";

    private string[] RestingArguments => Rests ? ["--order-patience", "5"] : [];

    private FaultScenario Faults => field ??= Scenario(seed, Rests);

    private static FaultRule Rule(FaultKind fault, string on, double probability) =>
        new() { Fault = fault, On = on, Probability = probability, Times = 0 };

    /// <summary>Half of the deaths come at any moment, half of them just when an order has arrived.</summary>
    private async Task LiveAndDieAsync(OfflineKraken kraken)
    {
        using var process = Start(kraken);
        var orders = kraken.Record().Orders.Count;
        var (life, began) = (TimeSpan.FromSeconds(1 + _random.NextDouble() * 4), Stopwatch.GetTimestamp());
        var diesOfAnOrder = _random.Next(2) == 0;
        var grace = TimeSpan.FromMilliseconds(_random.Next(60));
        await WaitAsync(() => process.HasExited
            || Stopwatch.GetElapsedTime(began) > life * (diesOfAnOrder ? 3 : 1)
            || (diesOfAnOrder && kraken.Record().Orders.Count > orders));
        if (diesOfAnOrder && grace > TimeSpan.Zero)
            await PauseAsync(grace);
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>On a machine under load the first calls may take longer than their limits: a supervisor starts it again.</summary>
    private async Task<Process> StartUntilItTradesAsync(OfflineKraken kraken)
    {
        for (var start = 1; ; start++)
        {
            var written = new FileInfo(Log).Length;
            var process = Start(kraken);
            await WaitAsync(() => process.HasExited || HasSaid("Trading XXBTZUSD", written));
            if (!process.HasExited || start == 10)
                return process;
            process.Dispose();
        }
    }

    private Process Start(OfflineKraken kraken) => Run([
        "-x", "kraken", "--at", kraken.RestAddress.ToString(), "--speed", Speed.ToString(CultureInfo.InvariantCulture),
        "--live", "--balance", "50000", "-p", "1", "-t", "60", "-c", "XBTUSD", "--trades", "5", "--tier", "pro",
        "--strategy", "sma-cross", "--set", "fast=1", "--set", "slow=2", "--max-order-errors", "off", "--name", Bot,
        "--storage", directory, "--log-directory", "off", "--order", style, .. RestingArguments]);

    private Process Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"exec dotnet \"$0\" \"$@\" >>'{Log}' 2>&1", program, .. arguments]);
        start.Environment[ApiKeySource.KeyVariable] = OfflineKrakenOptions.DefaultKey;
        start.Environment[ApiKeySource.SecretVariable] = OfflineKrakenOptions.DefaultSecret;
        start.Environment["XDG_DATA_HOME"] = directory;
        return Process.Start(start)!;
    }

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

    private List<string> Compare(BotReader reader, SimulatorRecord record)
    {
        var attempts = reader.Attempts().ToDictionary(attempt => attempt.Id.ToString("D"));
        var wrong = new List<string>();
        foreach (var order in record.Orders)
        {
            if (!attempts.TryGetValue(order.Ticket.ClientId ?? "", out var attempt))
                wrong.Add($"orphan: {order.Id} is in no journal");
            else if ((attempt.Filled, attempt.Cost, attempt.Fee) != (order.Filled, order.Cost, order.Fee) || !attempt.State.IsOver())
                wrong.Add($"figures: {order.Id} is {order.Filled}, {order.Cost}, {order.Fee}; in the journal {attempt}");
        }

        var placed = record.Orders.Select(order => order.Ticket.ClientId).ToHashSet();
        wrong.AddRange(attempts.Values.Where(attempt => attempt.Filled > 0 && !placed.Contains(attempt.Id.ToString("D")))
            .Select(attempt => $"invented: {attempt}"));
        wrong.AddRange(record.Orders.Select(order => attempts.GetValueOrDefault(order.Ticket.ClientId ?? ""))
            .OfType<AttemptRecord>().GroupBy(attempt => attempt.Number).Where(group => group.Count() > 1)
            .Select(group => $"double: order {group.Key}"));
        if (new Replay(reader, settings => settings.ToSetup()).Run() is { } difference)
            wrong.Add($"replay: {difference}");
        var balance = reader.Balance()!;
        var (cash, held) = (50_000 + record.Fills.Sum(fill => fill.QuoteChange), record.Fills.Sum(fill => fill.BaseChange));
        if ((balance.Cash, balance.Held) != (cash, held))
            wrong.Add($"money: {balance.Cash} and {balance.Held} in the journal, {cash} and {held} at the exchange");
        Figures.Add($"{record.Orders.Count} orders and {record.Fills.Count} fills at the exchange, {attempts.Count} attempts in the journal,");
        Figures.Add($"{attempts.Values.Count(a => a.Attempt > 1)} further attempts, {reader.Sessions().Count} sessions");
        return wrong;
    }

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

    private static async Task PauseAsync(TimeSpan pause)
    {
        using var timer = new PeriodicTimer(pause);
        await timer.WaitForNextTickAsync();
    }
}
