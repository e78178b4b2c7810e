using System.CommandLine;
using TradingBot.Core.Trading;
using TradingBot.Reports;
using TradingBot.Storage;

namespace TradingBot.Cli;

/// <summary><c>ledger DB</c></summary>
internal static class LedgerCommand
{
    public static Command Create(TextWriter output) => BotArgument.Command(
        "ledger",
        "Every trade of a bot, closed ones first, and its orders that rest.",
        journal => Run(journal, output));

    private static int Run(BotReader journal, TextWriter output)
    {
        var view = new BotView(journal);
        foreach (var trade in journal.ClosedTrades())
            output.WriteLine(LedgerLine.Of(in trade, view.Instrument, view.OrderId));
        foreach (var trade in view.OpenTrades)
            output.WriteLine(LedgerLine.Of(trade, view.Instrument, view.OrderId));
        foreach (var order in view.State?.Orders ?? [])
        {
            if (order.Intent.Style != OrderStyle.Market)
                output.WriteLine(LedgerLine.OfPending(order.Number, order.Intent, view.Instrument, view.OrderId));
        }

        return ExitCode.Success;
    }
}
