using System.CommandLine;
using TradingBot.Configuration;
using TradingBot.Core.Market;
using TradingBot.Data.Candles;
using TradingBot.Exchanges.Contract;
using TradingBot.Input;

namespace TradingBot.Cli.History;

/// <summary><c>history verify [PAIR[_MINUTES]…]</c></summary>
internal static class HistoryVerify
{
    private const int MaxGaps = 20;

    public static Command Create(VenueList venues, TextWriter output, TimeProvider time, CancellationToken stop)
    {
        var names = new Argument<string[]>("PAIR[_MINUTES]")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = "What to verify: XBTUSD or XBTUSD_60. Without it, everything.",
        };
        var all = new Option<bool>("--all") { Description = $"List every gap instead of the {MaxGaps} longest." };
        var command = new Command(
            "verify",
            "Check stored candles: checksum, order, duplicates, alignment, low <= open, close <= high. Lists the gaps; "
            + "they are not damage.")
        {
            names, all, HistoryCommand.Data.Option, ConfigurationFile.Chosen.Option,
        };
        command.SetAction(arguments => HistoryCommand.Run(() =>
        {
            var store = HistoryCommand.StoreOf(arguments, venues);
            var mostGaps = arguments.GetValue(all) ? int.MaxValue : MaxGaps;
            var damaged = 0;
            foreach (var series in HistoryCommand.Select(store, arguments.GetValue(names) ?? []))
            {
                stop.ThrowIfCancellationRequested();
                if (!Verify(store, series, time.GetUtcNow().ToUnixTimeSeconds(), mostGaps, output))
                    damaged++;
            }

            return damaged == 0 ? ExitCode.Success : ExitCode.Failed;
        }));
        return command;
    }

    private static bool Verify(CandleStore store, SeriesName series, long now, int mostGaps, TextWriter output)
    {
        try
        {
            using var file = store.Open(series);
            file.VerifyAll();
            var faults = CandleAudit.Faults(file.Candles, series.Timeframe, now);
            output.WriteLine($"{series}: {CandleFormat.Count(file.Count, "candle")}, "
                + $"{CandleFormat.Time(file.FirstOpenSeconds)} "
                + $"to {CandleFormat.Time(file.LastOpenSeconds)} UTC, checksum {file.Checksum:x8} OK, "
                + (faults.Count == 0 ? "order, alignment and prices OK" : "but its candles are wrong"));
            foreach (var fault in faults)
                output.WriteLine($"  {fault}");
            if (faults.Count > 0)
                output.WriteLine($"  remove wrong candles with: history remove {series} --start TIME --end TIME");
            WriteGaps(GapScan.List(file.Candles, series.Timeframe), series.Timeframe, mostGaps, output);
            return faults.Count == 0;
        }
        catch (CandleStoreException failure)
        {
            output.WriteLine($"{series}: {failure.Message}");
            return false;
        }
    }

    private static void WriteGaps(List<Gap> gaps, Timeframe timeframe, int most, TextWriter output)
    {
        var totals = new GapScan(gaps.Count, gaps.Sum(gap => gap.Intervals));
        output.WriteLine($"  {CandleFormat.Gaps(totals)}{(gaps.Count > most ? $"; the {most} longest:" : "")}");
        var listed = gaps.Count > most ? gaps.OrderByDescending(gap => gap.Intervals).Take(most) : gaps;
        foreach (var gap in listed)
        {
            output.WriteLine($"  {CandleFormat.Time(gap.StartSeconds)}"
                + $"  {CandleFormat.Count(gap.Intervals, "interval"),16}"
                + $"  {CandleFormat.Duration(gap.Intervals * timeframe.Length)}");
        }
    }
}
