using System.CommandLine;
using TradingBot.Core.Orders;
using TradingBot.Input;
using TradingBot.Reports;
using TradingBot.Storage;

namespace TradingBot.Cli.Bots;

/// <summary><c>ledger DB</c></summary>
internal static class LedgerCommand
{
    public static Command Create(TextWriter output) => BotArgument.Command(
        "ledger",
        "List every trade of a bot, closed ones first, and its resting orders.",
        journal => Run(journal, output));

    private static int Run(BotReader journal, TextWriter output)
    {
        var view = new BotView(journal);
        var print = LedgerColours.On(output);
        foreach (var trade in journal.ClosedTrades())
            print(LedgerLine.Of(in trade, view.Instrument, view.OrderId));
        foreach (var trade in view.OpenTrades)
            print(LedgerLine.Of(trade, view.Instrument, view.OrderId));
        foreach (var order in view.State?.Orders ?? [])
        {
            if (order.Intent.Style != OrderStyle.Market)
                print(LedgerLine.OfPending(order.Number, order.Intent, view.Instrument, view.OrderId));
        }

        if (view.OpenTrades.Count == 0 && !journal.ClosedTrades().Any() && (view.State?.Orders ?? []).Count == 0)
            output.WriteLine("no trades yet");
        return ExitCode.Success;
    }
}
