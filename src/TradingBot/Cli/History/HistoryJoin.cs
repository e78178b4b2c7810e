using System.CommandLine;
using TradingBot.Configuration;
using TradingBot.Data.Candles;
using TradingBot.Exchanges.Contract;
using TradingBot.Input;

namespace TradingBot.Cli.History;

/// <summary><c>history join OLD NEW</c></summary>
internal static class HistoryJoin
{
    public static Command Create(VenueList venues, TextWriter output, CancellationToken stop)
    {
        var old = new Argument<string>("OLD") { Description = "The series of the coin's old name: MATICUSD_60." };
        var @new = new Argument<string>("NEW") { Description = "The series that goes on from it: POLUSD_60." };
        var command = new Command(
            "join",
            "Put the candles of a coin's old name before those of its new one. Only where one old coin became one new "
            + "coin: prices are taken as they are.")
        {
            old, @new, HistoryCommand.Data.Option, ConfigurationFile.Chosen.Option,
        };
        command.SetAction(arguments => HistoryCommand.Run(() =>
        {
            var store = HistoryCommand.StoreOf(arguments, venues);
            var from = HistoryCommand.SeriesIn(store, arguments.GetRequiredValue(old));
            var to = HistoryCommand.SeriesIn(store, arguments.GetRequiredValue(@new));
            if (from.Timeframe != to.Timeframe)
                throw new UserError($"{from} and {to}: have different intervals");
            if (from == to)
                throw new UserError($"{from}: is the same series as {to}");
            var (added, total, gap) = SeriesEdit.Join(store, from, to, stop);
            output.WriteLine($"{to}: {CandleFormat.Count(added, "candle")} of {from} put before it, {total:N0} in all; "
                + $"{from} is unchanged");
            if (gap is { } missing)
            {
                var length = CandleFormat.Duration(missing.Intervals * to.Timeframe.Length);
                output.WriteLine("between the two there is a gap of "
                    + $"{CandleFormat.Count(missing.Intervals, "interval")} ({length}) "
                    + $"from {CandleFormat.Time(missing.StartSeconds)}");
            }

            return ExitCode.Success;
        }));
        return command;
    }
}
