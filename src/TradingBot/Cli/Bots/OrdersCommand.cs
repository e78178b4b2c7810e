using System.CommandLine;
using TradingBot.Core.Orders;
using TradingBot.Input;
using TradingBot.Storage;

namespace TradingBot.Cli.Bots;

/// <summary><c>orders DB</c></summary>
internal static class OrdersCommand
{
    public static Command Create(TextWriter output) => BotArgument.Command(
        "orders", "List every attempt of a bot to place an order, with its state.", journal => Run(journal, output));

    /// <summary>A table of attempts, each with the words that explain it in a line of its own.</summary>
    public static void Write(IEnumerable<AttemptRecord> attempts, BotIdentity bot, TextWriter output)
    {
        output.WriteLine($"{"order",6} {"try",3}  {"decided (UTC)",-19}  {"side",-4} {"volume",14} {"price",12}  "
            + $"{"state",-15} {"filled",14} {"cost",14} {"fee",10}  exchange id");
        foreach (var attempt in attempts)
        {
            output.WriteLine(Row(attempt));
            var note = attempt.Note is { } words ? $"; {words}" : "";
            var fee = attempt.Fee is { InKind: not null } charged
                ? $"; fee {FeeText.Of(charged, bot.Base, bot.Quote)}" : "";
            output.WriteLine($"{"",12}{attempt.Intent.Reason}{note}{fee}");
        }
    }

    private static int Run(BotReader journal, TextWriter output)
    {
        var attempts = journal.Attempts();
        if (attempts.Count == 0)
            output.WriteLine("no orders yet");
        else
            Write(attempts, journal.Identity, output);
        return ExitCode.Success;
    }

    private static string Row(AttemptRecord attempt)
    {
        var intent = attempt.Intent;
        var row = FormattableString.Invariant($"{attempt.Number,6} {attempt.Attempt,3}  ")
            + FormattableString.Invariant($"{attempt.DecidedAt:yyyy-MM-dd HH:mm:ss}  {intent.Side,-4} ")
            + $"{Display.Exact(intent.Volume),14} {Display.Exact(intent.Price),12}  {attempt.State,-15} "
            + $"{Display.Exact(attempt.Filled),14} {Display.Money(attempt.Cost),14} "
            + $"{(attempt.Fee is { } fee ? Display.Exact(fee.Worth) : "-"),10}  {attempt.ExchangeId ?? "-"}";
        return row;
    }
}
