using System.CommandLine;
using TradingBot.Configuration;
using TradingBot.Data.Candles;
using TradingBot.Exchanges.Contract;
using TradingBot.Input;

namespace TradingBot.Cli.History;

/// <summary><c>history remove PAIR_MINUTES [-s TIME] [-e TIME]</c></summary>
internal static class HistoryRemove
{
    public static Command Create(VenueList venues, TextWriter output, CancellationToken stop)
    {
        var name = new Argument<string>("PAIR_MINUTES") { Description = "What to remove from: XBTUSD_60." };
        var command = new Command(
            "remove", "Remove stored candles: those of a range, or without --start and --end the whole series.")
        {
            name,
            HistoryCommand.Start.Option,
            HistoryCommand.End.Option,
            HistoryCommand.Data.Option,
            ConfigurationFile.Chosen.Option,
        };
        command.SetAction(arguments => HistoryCommand.Run(() =>
        {
            var store = HistoryCommand.StoreOf(arguments, venues);
            var series = HistoryCommand.SeriesIn(store, arguments.GetRequiredValue(name));
            var (from, to) = HistoryCommand.RangeOf(arguments);
            var (removed, left) = SeriesEdit.Remove(store, series, from, to, stop);
            if (removed == 0 && left > 0)
                throw new UserError($"{series}: has no candle in that range; nothing is removed", ExitCode.Failed);
            output.WriteLine(left == 0
                ? $"{series}: all {CandleFormat.Count(removed, "candle")} removed"
                : $"{series}: {CandleFormat.Count(removed, "candle")} removed, {left:N0} left");
            return ExitCode.Success;
        }));
        return command;
    }
}
