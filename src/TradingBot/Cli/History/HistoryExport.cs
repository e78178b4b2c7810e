using System.CommandLine;
using TradingBot.Configuration;
using TradingBot.Data.Candles;
using TradingBot.Exchanges.Contract;
using TradingBot.Input;

namespace TradingBot.Cli.History;

/// <summary><c>history export PAIR_MINUTES [FILE] [-s TIME] [-e TIME]</c></summary>
internal static class HistoryExport
{
    public static Command Create(VenueList venues, TextWriter output, CancellationToken stop)
    {
        var name = new Argument<string>("PAIR_MINUTES") { Description = "What to export: XBTUSD_60." };
        var path = new Argument<string?>("FILE")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = "A new file to write to, whole or not at all; one that exists is never replaced. Without it "
                + "the candles are printed.",
        };
        var command = new Command("export", "Write stored candles as CSV, with every digit.")
        {
            name,
            path,
            HistoryCommand.Start.Option,
            HistoryCommand.End.Option,
            HistoryCommand.Data.Option,
            ConfigurationFile.Chosen.Option,
        };
        command.SetAction(arguments => HistoryCommand.Run(() =>
        {
            var store = HistoryCommand.StoreOf(arguments, venues);
            var (from, to) = HistoryCommand.RangeOf(arguments);
            using var file = store.Open(HistoryCommand.SeriesIn(store, arguments.GetRequiredValue(name)));
            file.VerifyAll(); // a part of an export would be taken for all of it
            var candles = file.Read(from, to);
            if (arguments.GetValue(path) is not { } target)
            {
                CandleExport.Write(output, candles, stop);
                return ExitCode.Success;
            }

            if (File.Exists(target) || Directory.Exists(target))
                throw new UserError($"{target}: exists already; name another file");
            CandleExport.WriteFile(target, candles, stop);
            output.WriteLine($"{file.Series}: {CandleFormat.Count(candles.Count, "candle")} written to {target}");
            return ExitCode.Success;
        }));
        return command;
    }
}
