using System.CommandLine;
using System.Globalization;
using TradingBot.Core.Orders;
using TradingBot.Input;
using TradingBot.Reports;
using TradingBot.Storage;

namespace TradingBot.Cli.Bots;

/// <summary><c>status DB</c></summary>
internal static class StatusCommand
{
    private const string Margin = "            ";

    public static Command Create(TextWriter output, TimeProvider time) => BotArgument.Command(
        "status", "Show what a bot is doing and what it "
            + "holds.", journal => Run(journal, time.GetUtcNow().UtcDateTime, output));

    private static int Run(BotReader journal, DateTime now, TextWriter output)
    {
        var identity = journal.Identity;
        var view = new BotView(journal);
        var print = LedgerColours.On(output);
        var session = journal.Sessions() is [.., var latest] ? latest : null;
        Line("bot", $"{identity.Name}: {identity.Mode}, {identity.Pair} on {identity.Exchange}, "
            + $"since {Time(identity.Created)}");
        Line("running", journal.IsRunning ? "yes" : "no");
        Line("session", session is null ? "none yet" : Words(session, journal.IsRunning));
        Line("last event", journal.LastEvent() is { } last
            ? string.Create(CultureInfo.InvariantCulture, $"{last.Sequence} ({last.Kind}), {Time(last.Time)}, ")
                + (now < last.Time ? "ahead of this machine's clock" : $"{Age(now - last.Time)} ago")
            : "none yet");
        if (journal.Checkpoint() is { } first)
            Line("events", $"kept since {Time(first.Time)}; orders and trades are all kept");
        if (journal.Balance() is { } balance)
        {
            Line("cash", $"{Display.Money(balance.Cash)} {identity.Quote}");
            Line("held", $"{Display.Exact(balance.Held)} {identity.Base}");
        }

        Line("open", Count(view.OpenTrades.Count, "trade"));
        foreach (var trade in view.OpenTrades)
        {
            output.Write(Margin);
            print(LedgerLine.Of(trade, view.Instrument, view.OrderId));
        }

        var tripped = view.State?.Breakers?.Tripped ?? [];
        Line("breakers", tripped.Count == 0 ? "none tripped" : $"{tripped.Count} tripped: no new trades");
        foreach (var breaker in tripped)
            output.WriteLine($"{Margin}{breaker.Name} since {Time(breaker.Since)}: {breaker.Reason}");
        var unsettled = view.Attempts.Where(attempt => !attempt.State.IsOver()).ToList();
        Line("orders", unsettled.Count == 0 ? "none pending" : $"{unsettled.Count} pending");
        if (unsettled.Count > 0)
            OrdersCommand.Write(unsettled, journal.Identity, output);
        return ExitCode.Success;

        void Line(string name, string words) => output.WriteLine($"{name,-12}{words}");
    }

    private static string Words(StoredSession session, bool isRunning)
    {
        var end = session.Ended is { } ended ? $"ended {Time(ended)}"
            : isRunning ? "running"
            : "its process died";
        return string.Create(CultureInfo.InvariantCulture, $"{session.Number}, since {Time(session.Started)}, {end}");
    }

    private static string Count(int count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");

    private static string Age(TimeSpan age) => age < TimeSpan.FromMinutes(2)
        ? string.Create(CultureInfo.InvariantCulture, $"{age.TotalSeconds:0} seconds")
        : Display.Length(age);

    private static string Time(DateTime time) =>
        time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
