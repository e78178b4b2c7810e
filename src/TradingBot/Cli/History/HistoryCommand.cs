using System.CommandLine;
using TradingBot.Cli.Options;
using TradingBot.Configuration;
using TradingBot.Data.Candles;
using TradingBot.Data.Import;
using TradingBot.Exchanges.Contract;
using TradingBot.Input;

namespace TradingBot.Cli.History;

/// <summary>
/// <c>history</c>: download, import, list, verify, export and change stored candles; alone it lists them.
/// </summary>
internal static class HistoryCommand
{
    public static Command Create(
        VenueList venues, TextWriter output, TextWriter errors, TimeProvider time, CancellationToken stop)
    {
        var command = new Command("history", "Download, import, list, verify, export, join and remove stored candles.")
        {
            HistoryDownload.Create(venues, output, errors, time, stop),
            HistoryImport.Create(venues, output, errors, time, stop),
            HistoryList.Create(venues, output),
            HistoryVerify.Create(venues, output, time, stop),
            HistoryExport.Create(venues, output, stop),
            HistoryJoin.Create(venues, output, stop),
            HistoryRemove.Create(venues, output, stop),
        };
        command.Options.Add(Data.Option);
        command.Options.Add(ConfigurationFile.Chosen.Option);
        command.SetAction(arguments => Run(() => HistoryList.List(StoreOf(arguments, venues), output)));
        return command;
    }

    /// <summary><c>--start</c> of a part of what is stored.</summary>
    public static TextOption Start { get; } = new(
        "--start", "TIME", "from this time on: 2017-01-01, 2017-01-01T12:30 or unix seconds; UTC", aliases: "-s");

    /// <summary><c>--end</c> of a part of what is stored.</summary>
    public static TextOption End { get; } = new(
        "--end", "TIME", "backtest up to this time; a date means the whole day", aliases: "-e");

    /// <summary><c>--data</c>, which every command of history has.</summary>
    public static TextOption Data { get; } = new(
        "--data", "DIR", "The directory of the stored candles.", CandleStore.DefaultDirectory);

    /// <summary>The store that the user means.</summary>
    public static CandleStore StoreOf(ParseResult parsed, VenueList venues)
    {
        var directory = Data.Read(parsed, text =>
            text.Equals(TradeOptions.Synthetic, StringComparison.OrdinalIgnoreCase)
                ? throw new UserError($"'{text}' is generated and has no history; use a directory")
                : OptionValues.NotEmpty(text));
        return new CandleStore(directory, venues);
    }

    /// <summary>The part that <c>--start</c> and <c>--end</c> mean, unix seconds, the end not included.</summary>
    public static (long From, long To) RangeOf(ParseResult parsed)
    {
        var from = Start.ReadIfGiven(parsed, OptionValues.Start) ?? 0;
        var to = End.ReadIfGiven(parsed, OptionValues.End) ?? long.MaxValue;
        return from < to ? (from, to) : throw new UserError("--end: must be after --start");
    }

    /// <summary>
    /// The stored series that are meant by names such as XBTUSD, XBTUSD_60 or kraken:XBTUSD; all without any.
    /// </summary>
    public static List<SeriesName> Select(CandleStore store, string[] names)
    {
        var stored = store.List();
        if (stored.Count == 0)
            throw new UserError(HistoryList.NothingIn(store), ExitCode.Failed);
        if (names.Length == 0)
            return [.. stored];
        var selected = new List<SeriesName>();
        foreach (var name in names)
        {
            var matches = stored.Where(series => Means(name, series, store.Venues)).ToList();
            if (matches.Count == 0)
                throw new UserError($"{name}: not stored in {store.Directory}, which has {string.Join(", ", stored)}");
            selected.AddRange(matches.Except(selected));
        }

        return selected;
    }

    /// <summary>One stored series; a pair alone will do if one interval of it is stored.</summary>
    /// <exception cref="UserError">It is not stored, or several are.</exception>
    public static SeriesName SeriesIn(CandleStore store, string name) =>
        Select(store, [name]) is [var only]
            ? only
            : throw new UserError($"{name}: has several intervals; name one, such as {name}_60");

    /// <summary>Runs a command's work; what the world may do to files becomes one line and an exit code.</summary>
    public static int Run(Func<int> work)
    {
        try
        {
            return work();
        }
        catch (Exception failure) when (ErrorOf(failure) is { } error)
        {
            throw error;
        }
    }

    /// <summary>The same for work that waits.</summary>
    public static async Task<int> RunAsync(Func<Task<int>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception failure) when (ErrorOf(failure) is { } error)
        {
            throw error;
        }
    }

    private static UserError? ErrorOf(Exception failure) => failure switch
    {
        ImportException => new UserError(failure.Message, ExitCode.WrongInput),
        CandleStoreException or IOException => new UserError(failure.Message, ExitCode.Failed),
        OperationCanceledException => new UserError("interrupted", ExitCode.Interrupted),
        _ => null,
    };

    private static bool Means(string name, SeriesName series, VenueList venues) =>
        SeriesName.Parse(name, venues) == series || SeriesName.Of(name, series.Timeframe, venues) == series;
}
