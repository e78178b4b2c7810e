using System.CommandLine;
using TradingBot.Configuration;
using TradingBot.History;

namespace TradingBot.Cli;

/// <summary><c>history export PAIR_MINUTES [-s TIME] [-e TIME]</c></summary>
internal static class HistoryExport
{
    public static Command Create(TextWriter output, CancellationToken stop)
    {
        var name = new Argument<string>("PAIR_MINUTES") { Description = "What to export: XBTUSD_60." };
        var command = new Command(
            "export", "Print stored candles as CSV, with every digit: TradingBot history export XBTUSD_60 > FILE.")
        {
            name,
            HistoryCommand.Start.Option,
            HistoryCommand.End.Option,
            HistoryCommand.Data.Option,
            ConfigurationFile.Chosen.Option,
        };
        command.SetAction(arguments => HistoryCommand.Run(() =>
        {
            var store = HistoryCommand.StoreOf(arguments);
            var (from, to) = HistoryCommand.RangeOf(arguments);
            using var file = store.Open(HistoryCommand.SeriesIn(store, arguments.GetRequiredValue(name)));
            CandleExport.Write(output, file.Read(from, to), stop);
            return ExitCode.Success;
        }));
        return command;
    }
}
