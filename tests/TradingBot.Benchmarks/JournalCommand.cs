using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using TradingBot.Bots;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Core.Risk.Breakers;
using TradingBot.Storage;
using TradingBot.Tests;

namespace TradingBot.Benchmarks;

/// <summary>
/// <c>journal [DIR]</c>: what remembering costs on the disk of that directory: rows in one transaction, commits of a
/// few events with all the waiting for the disk, and opening what has become of it. With <c>--month</c> how large it
/// becomes: see <see cref="JournalMonth"/>.
/// </summary>
internal static class JournalCommand
{
    private const int Rows = 300_000;
    private const int Commits = 1000;
    private const int Month = 31;
    private static readonly DateTime Begin = new(2026, 11, 20, 0, 0, 0, DateTimeKind.Utc);

    public static Command Create()
    {
        var parent = ScratchFolder.Argument("where the journal is kept meanwhile: its disk is what is measured");
        var command = new Command(
            "journal", $"Measures a bot's journal: {Rows:N0} events in one transaction, then {Commits:N0} commits.")
            { parent };
        var month = new Option<bool>("--month") { Description = "31 days of a busy pair, in virtual time: its size" };
        var days = new Option<int>("--days") { Description = "the same of so many days" };
        var keep = new Option<int>("--keep")
        {
            Description = "days that events are kept",
            DefaultValueFactory = _ => 3,
        };
        foreach (var option in new Option[] { month, days, keep })
            command.Options.Add(option);
        command.SetAction(parsed =>
        {
            var directory = ScratchFolder.Make(parsed.GetValue(parent)!, "tradingbot-journal");
            var many = parsed.GetValue(month) ? Month : parsed.GetValue(days);
            return many > 0 ? RunDays(directory, many, TimeSpan.FromDays(parsed.GetValue(keep))) : Run(directory);
        });
        return command;
    }

    private static int RunDays(string directory, int days, TimeSpan keep)
    {
        try
        {
            var path = Path.Combine(directory, "bench" + BotDatabase.Extension);
            long largest;
            using (var database = Open(directory))
            {
                var run = new JournalMonth(database, path, keep);
                run.Run(days, Console.WriteLine);
                largest = run.Largest;
            }

            BotReader.Read(path, reader =>
            {
                var replay = new Replay(reader, LoadedBot.Of);
                var difference = replay.Run();
                var words = difference ?? "identical";
                var since = $"{replay.Since:yyyy-MM-dd HH:mm}";
                Console.WriteLine(Line("replay", $"{words}, {replay.Events:N0} events since {since}"));
                return 0;
            });
            var isBelow = largest < JournalMonth.LimitBytes;
            var than = isBelow ? "below" : "ABOVE";
            Console.WriteLine(Line("largest", $"{largest / 1e6:F1} MB, {than} {JournalMonth.LimitBytes / 1e6:F0} MB"));
            return isBelow ? 0 : 1;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static int Run(string directory)
    {
        try
        {
            using (var database = Open(directory))
                Measure(database.Journal);
            var path = Path.Combine(directory, "bench" + BotDatabase.Extension);
            Console.WriteLine(Line("file", $"{new FileInfo(path).Length / 1e6:F1} MB, {Rows + 3 * Commits:N0} events"));
            var opening = Figures.Of(1, 5, () => Open(directory).Dispose());
            Console.WriteLine(Line("open, every page checked", $"{opening.Median:F1} ms"));
            return 0;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static void Measure(Journal journal)
    {
        var setup = Backtests.Setup("macd");
        var trader = new Trader(setup, new OrderRules(), new BreakerLimits(), journal.Begin(Begin, "{}"));
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Rows; i++)
            journal.Append(EventAt(i));
        var appended = watch.Elapsed;
        journal.Commit(trader);
        var seconds = watch.Elapsed.TotalSeconds;
        Console.WriteLine(Line("append", $"{appended.TotalSeconds / Rows * 1e9:F0} ns an event"));
        Console.WriteLine(Line("rows in one transaction", $"{Rows / seconds / 1000:F0} thousand/s"));

        var times = new double[Commits];
        for (var i = 0; i < Commits; i++)
        {
            for (var j = 0; j < 3; j++)
                journal.Append(EventAt(Rows + 3 * i + j));
            var start = Stopwatch.GetTimestamp();
            journal.Commit(trader);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        Console.WriteLine(Line(
            "commit of 3 events, durable",
            $"median {times[Commits / 2]:F2} ms, 99 % {times[Commits * 99 / 100]:F2} ms, longest {times[^1]:F2} ms"));
    }

    /// <summary>As a busy market and a timer make them.</summary>
    private static EngineEvent EventAt(int i)
    {
        var time = Begin.AddMilliseconds(i * 300L);
        return (i % 3) switch
        {
            0 => new EngineEvent.TradePrinted(new Trade(61_000_000 + i, time, 64_000 + i % 1000 / 10.0, 0.0012, Side.Buy)),
            1 => new EngineEvent.Elapsed(time),
            _ => new EngineEvent.TimerFired(time),
        };
    }

    private static BotDatabase Open(string directory) => BotDatabase.Open(directory, new BotIdentity
    {
        Name = "bench",
        Mode = "paper",
        Exchange = "none",
        Pair = "XBTUSD",
        Base = "XBT",
        Quote = "USD",
        Created = Begin,
    });

    private static string Line(string what, FormattableString figure) =>
        $"{what,-32}{figure.ToString(CultureInfo.InvariantCulture)}";
}
