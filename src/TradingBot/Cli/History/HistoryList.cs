using System.CommandLine;
using TradingBot.Configuration;
using TradingBot.Data.Candles;
using TradingBot.Exchanges.Contract;
using TradingBot.Input;

namespace TradingBot.Cli.History;

/// <summary><c>history list</c></summary>
internal static class HistoryList
{
    public static Command Create(VenueList venues, TextWriter output)
    {
        var command = new Command("list", "Show what is stored.")
        {
            HistoryCommand.Data.Option, ConfigurationFile.Chosen.Option,
        };
        command.SetAction(arguments => HistoryCommand.Run(
            () => List(HistoryCommand.StoreOf(arguments, venues), output)));
        return command;
    }

    public static string NothingIn(CandleStore store) =>
        $"no candles in {store.Directory}; add some with: history import FILE…";

    /// <returns>The exit code: a damaged file is a failure.</returns>
    public static int List(CandleStore store, TextWriter output)
    {
        var stored = store.List();
        if (stored.Count == 0)
        {
            output.WriteLine(NothingIn(store));
            return ExitCode.Success;
        }

        var damaged = new List<string>();
        var pairWidth = Math.Max("pair".Length, stored.Max(series => series.Pair.Length));
        output.WriteLine($"{"pair".PadRight(pairWidth)}  minutes        rows  {"first (UTC)",-16}  {"last (UTC)",-16}"
            + "     gaps   missing       size");
        foreach (var series in stored)
        {
            var start = $"{series.Pair.PadRight(pairWidth)}  {series.Timeframe.Minutes,7}  ";
            try
            {
                using var file = store.Open(series);
                output.WriteLine(start + Row(file));
            }
            catch (CandleStoreException failure)
            {
                output.WriteLine(start + "cannot be read, see below");
                damaged.Add(failure.Message);
            }
        }

        output.WriteLine($"in {store.Directory}");
        damaged.ForEach(output.WriteLine);
        return damaged.Count == 0 ? ExitCode.Success : ExitCode.Failed;
    }

    private static string Row(CandleFile file)
    {
        var gaps = GapScan.Of(file.Candles, file.Series.Timeframe);
        return $"{file.Count,10:N0}  {CandleFormat.Time(file.FirstOpenSeconds)}"
            + $"  {CandleFormat.Time(file.LastOpenSeconds)}  {gaps.Count,7:N0}"
            + $"  {gaps.Missing,8:N0}  {Size(file.SizeInBytes),9}";
    }

    private static string Size(double bytes) => (bytes / 1024) switch
    {
        < 100 and var kibi => $"{kibi:N1} KiB",
        < 1024 and var kibi => $"{kibi:N0} KiB",
        var kibi => $"{kibi / 1024:N1} MiB",
    };
}
