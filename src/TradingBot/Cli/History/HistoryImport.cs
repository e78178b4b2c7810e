using System.CommandLine;
using TradingBot.Cli.Options;
using TradingBot.Configuration;
using TradingBot.Core.Market;
using TradingBot.Data.Candles;
using TradingBot.Data.Import;
using TradingBot.Exchanges.Contract;
using TradingBot.Input;

namespace TradingBot.Cli.History;

/// <summary><c>history import FILE…</c></summary>
internal static class HistoryImport
{
    private const int MaxLinesOfAKind = 5;

    public static Command Create(
        VenueList venues, TextWriter output, TextWriter errors, TimeProvider time, CancellationToken stop)
    {
        var files = new Argument<string[]>("FILE")
        {
            Arity = ArgumentArity.OneOrMore,
            Description = "Kraken's OHLCVT archives and time and sales, as they are (ZIP) or unpacked, Binance's "
                + "klines, files of ccxt, freqtrade and CryptoDataDownload, or any CSV whose header names time, open, "
                + "high, low, close and volume; a directory of them; gzip too.",
        };
        var skipBad = new Option<bool>("--skip-bad")
        {
            Description = "Skip bad rows and count them. Without it, the first bad row stops the import.",
        };
        var pair = new Option<string?>("--pair")
        {
            Description = "The pair of a file, whatever its name says; of a ZIP or a directory, import this pair only.",
            HelpName = "NAME",
        };
        var exchange = new Option<string?>("--exchange", "-x")
        {
            Description = $"Whose candles they are (default {venues.Default.Name}).",
            HelpName = "NAME",
        };
        var period = new Option<string?>("--period", "-p")
        {
            Description = "The length of a candle, likewise: minutes, or as 5m, 1h, 1d, 1w; required for trades.",
            HelpName = "LENGTH",
        };
        var command = new Command("import", "Add candles to the store: all files or, if one is wrong, none.")
        {
            files, pair, exchange, period, skipBad, HistoryCommand.Data.Option, ConfigurationFile.Chosen.Option,
        };
        command.SetAction(arguments => HistoryCommand.Run(() =>
        {
            var whose = Whose(arguments.GetValue(pair), arguments.GetValue(exchange), venues);
            using var plan = new ImportPlan(
                arguments.GetRequiredValue(files),
                whose.Venue,
                whose.Pair,
                Period(arguments.GetValue(period)));
            var skipped = arguments.GetValue(skipBad) ? new SkippedRows() : null;
            var store = HistoryCommand.StoreOf(arguments, venues);
            var now = time.GetUtcNow().ToUnixTimeSeconds();
            Import(
                plan,
                bar => new Importer(store, skipped is null ? null : skipped.Add, now, bar, stop),
                skipped,
                output,
                errors);
            return ExitCode.Success;
        }));
        return command;
    }

    private static void Import(
        ImportPlan plan,
        Func<IProgress<double>?, Importer> importerWith,
        SkippedRows? skipped,
        TextWriter output,
        TextWriter errors)
    {
        var imported = Import(plan, importerWith, errors, out var notes);
        WriteSome(output, "not imported: ", plan.Skipped, plan.Skipped.Count);
        WriteSome(output, "note: ", [.. plan.Notes, .. notes], plan.Notes.Count + notes.Count);
        if (skipped is { Count: > 0 })
        {
            output.WriteLine($"{CandleFormat.Count(skipped.Count, "bad row")} left out:");
            WriteSome(output, "  ", skipped.First, skipped.Count);
        }

        foreach (var series in imported)
            output.WriteLine(Describe(series));
    }

    private static IReadOnlyList<ImportedSeries> Import(
        ImportPlan plan,
        Func<IProgress<double>?, Importer> importerWith,
        TextWriter errors,
        out IReadOnlyList<string> notes)
    {
        using var bar = ProgressBar.On(errors);
        try
        {
            var importer = importerWith(bar);
            var imported = importer.Run(plan);
            notes = importer.Notes;
            return imported;
        }
        catch (OperationCanceledException)
        {
            throw new UserError("interrupted; nothing was imported", ExitCode.Interrupted);
        }
    }

    private static string Describe(ImportedSeries imported)
    {
        var changes = imported.Changes;
        var news = $"{changes.Added:N0} added, {changes.Replaced:N0} replaced";
        if (changes.Unchanged > 0)
            news += $", {changes.Unchanged:N0} unchanged";
        return $"{imported.Series}: {CandleFormat.Count(imported.Rows, "candle")} ({news}), "
            + $"{CandleFormat.Time(imported.FirstOpenSeconds)} to {CandleFormat.Time(imported.LastOpenSeconds)} UTC, "
            + $"{CandleFormat.Gaps(imported.Gaps)}, in {imported.Path}";
    }

    private static void WriteSome(TextWriter output, string prefix, IEnumerable<string> lines, long count)
    {
        foreach (var line in lines.Take(MaxLinesOfAKind))
            output.WriteLine(prefix + line);
        if (count > MaxLinesOfAKind)
            output.WriteLine($"{prefix}and {count - MaxLinesOfAKind:N0} more");
    }

    /// <summary>The venue of the candles, and the pair where one is named.</summary>
    private static (IVenue Venue, string? Pair) Whose(string? text, string? exchange, VenueList venues)
    {
        var names = string.Join(" or ", venues.All.Select(venue => venue.Name));
        var said = exchange is null
            ? venues.Default
            : venues.Find(exchange) ?? throw new UserError($"--exchange: '{exchange}' is not allowed; use {names}");
        if (text is null)
            return (said, null);
        var pair = PairOf(text, exchange, venues);
        return SeriesName.Of(pair.Venue, pair.Name, new Timeframe(1)) is not null
            ? (pair.Venue, pair.Name)
            : throw new UserError($"--pair {text}: not the name of a pair; XBTUSD, XBT/USD or BTC/USD is one");
    }

    private static VenuePair PairOf(string text, string? exchange, VenueList venues)
    {
        try
        {
            return PairValues.Of(text, exchange, venues);
        }
        catch (UserError wrong)
        {
            throw new UserError($"--pair: {wrong.Message}");
        }
    }

    private static Timeframe? Period(string? text)
    {
        try
        {
            return text is null ? null : OptionValues.CandleLength(text);
        }
        catch (UserError wrong)
        {
            throw new UserError($"--period: {wrong.Message}");
        }
    }

    /// <summary>Counts the bad rows and keeps the first few: a file may have millions.</summary>
    private sealed class SkippedRows
    {
        private readonly List<string> _first = [];

        public IReadOnlyList<string> First => _first;

        public long Count { get; private set; }

        public void Add(BadRow row)
        {
            if (_first.Count < MaxLinesOfAKind)
                _first.Add(row.ToString());
            Count++;
        }
    }
}
