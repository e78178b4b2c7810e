using System.CommandLine;
using TradingBot.Bots.Operators;
using TradingBot.Input;
using TradingBot.Storage;

namespace TradingBot.Cli.Bots;

/// <summary><c>deposit</c> and <c>withdraw</c>: change the money that a bot trades with, also of one at rest.</summary>
internal static class BudgetCommands
{
    public static IEnumerable<Command> Create(TextWriter output, CancellationToken stop)
    {
        yield return Make("deposit", "Add money to a bot's budget.", 1, output, stop);
        yield return Make("withdraw", "Take money out of a bot's budget.", -1, output, stop);
    }

    private static Command Make(string verb, string help, int sign, TextWriter output, CancellationToken stop)
    {
        var amount = new Argument<string>("amount") { Description = "in the quote currency, such as 500" };
        var command = BotArgument.Command(verb, help, async (database, parsed) =>
        {
            var wanted = Read(parsed.GetValue(amount)!);
            output.WriteLine(await ChangeAsync(database, sign * wanted, stop).ConfigureAwait(false));
            return ExitCode.Success;
        });
        command.Arguments.Add(amount);
        return command;
    }

    private static decimal Read(string text)
    {
        try
        {
            return OptionValues.Balance(text);
        }
        catch (UserError wrong)
        {
            throw new UserError($"amount: {wrong.Message}");
        }
    }

    /// <returns>What has come of it.</returns>
    private static async Task<string> ChangeAsync(string database, decimal change, CancellationToken stop)
    {
        var before = Money.Of(database);
        var waiting = BudgetRequests.Waiting(database);
        if (-change > before.Cash + waiting)
        {
            var withdrawn = waiting == 0 ? "" : $", and {Display.Exact(waiting)} in requests not yet taken";
            throw new UserError(
                $"amount: only {Display.Exact(before.Cash)} {before.Quote} is free to withdraw{withdrawn}",
                ExitCode.Failed);
        }

        var request = BudgetRequests.PathOf(database, Guid.CreateVersion7()); // they are taken in this order
        await OperatorCommands.WriteAsync(request, BudgetRequests.TextOf(change), stop).ConfigureAwait(false);
        if (!BotLock.IsHeld(BotDatabase.LockOf(database)))
            return "The bot is not running; it takes the change when it starts.";
        await OperatorCommands.UntilTakenAsync(request, stop).ConfigureAwait(false);
        var after = Money.Of(database);
        if (after.Budget == before.Budget)
            throw new UserError("amount: that much is not free now: an order has reserved it", ExitCode.Failed);
        return $"Done: it was given {Display.Exact(after.Budget)} {after.Quote} in all and has "
            + $"{Display.Exact(after.Cash)} in cash.";
    }

    /// <summary>What a bot has, as stored.</summary>
    /// <param name="Budget">What it was given in all.</param>
    /// <param name="Cash">What is in no trade.</param>
    /// <param name="Quote">The currency.</param>
    private sealed record Money(decimal Budget, decimal Cash, string Quote)
    {
        public static Money Of(string database) => BotReader.Read(database, reader =>
        {
            var engine = reader.State()?.Engine;
            return new Money(engine?.StartCash ?? 0, engine?.Cash ?? 0, reader.Identity.Quote);
        });
    }
}
