using TradingBot.Core.Market;
using TradingBot.Data.Candles;
using TradingBot.Data.Download;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Input;

namespace TradingBot.Cli.History;

/// <summary>Downloads the tapes of several pairs, one after another, and says what came of each.</summary>
/// <param name="exchange">Has the tapes.</param>
/// <param name="store">Where the candles go.</param>
/// <param name="time">Ours, for pauses and for how long it takes.</param>
/// <param name="output">Gets a line for each pair.</param>
/// <param name="errors">Gets the progress, and what goes wrong.</param>
internal sealed class Downloads(
    IExchange exchange, CandleStore store, TimeProvider time, TextWriter output, TextWriter errors)
{
    private const int MostLines = 5;

    /// <summary>A trade is in an answer of REST by then: answers may come out of a cache.</summary>
    private const long SettleSeconds = 3;

    /// <returns>The exit code.</returns>
    /// <exception cref="UserError">A pair is not listed, or a time is not possible.</exception>
    /// <exception cref="CandleStoreException">Something cannot be written; what was stored is whole.</exception>
    public async Task<int> RunAsync(WantedHistory wanted, CancellationToken stop)
    {
        if (!exchange.Capabilities.HasTape)
        {
            throw new UserError(
                $"--exchange: {exchange.Venue.DisplayName} does not give its whole tape; import files of its candles "
                + "with 'TradingBot history import'");
        }

        using var display = new DownloadDisplay(errors, time);
        var reader = new PatientReader(exchange.Venue.DisplayName, time, display.Say);
        try
        {
            var now = await NowAsync(reader, stop).ConfigureAwait(false);
            if (wanted.From > now)
                throw new UserError($"--start: {CandleFormat.Time(wanted.From.Value)} UTC is in the future");
            var instruments = await FindAsync(wanted.Pairs, reader, stop).ConfigureAwait(false);
            var exitCode = ExitCode.Success;
            foreach (var instrument in instruments)
            {
                var terms = TermsOf(instrument, wanted, now);
                var download = new TapeDownload(exchange.Market, instrument, store, terms, reader)
                {
                    Progress = display,
                };
                var result = await download.RunAsync(stop).ConfigureAwait(false);
                display.Clear();
                Write(result);
                if (result.IsInterrupted)
                    return ExitCode.Interrupted;
                if (result.Failure is not null)
                    exitCode = ExitCode.Failed;
            }

            return exitCode;
        }
        catch (FeedFailedException refused)
        {
            throw new UserError(refused.Message, ExitCode.Failed);
        }
    }

    /// <summary>
    /// The exchange's time. Where nobody answers at first, the address is more likely wrong than the exchange away.
    /// </summary>
    private async Task<long> NowAsync(PatientReader reader, CancellationToken stop)
    {
        var isFirst = true;
        var now = await reader.AskAsync(
            async cancellation =>
            {
                var answer = await exchange.Market.TimeAsync(cancellation).ConfigureAwait(false);
                if (isFirst && answer is Answer<DateTime>.NotSent { Reason: var reason })
                    throw new UserError($"{exchange.Addresses[0].Uri}: no connection: {reason}", ExitCode.Failed);
                isFirst = false;
                return answer;
            },
            stop).ConfigureAwait(false);
        return new DateTimeOffset(now, TimeSpan.Zero).ToUnixTimeSeconds();
    }

    private async Task<IReadOnlyList<Instrument>> FindAsync(
        IReadOnlyList<string> pairs, PatientReader reader, CancellationToken stop)
    {
        var found = new List<Instrument>();
        foreach (var name in pairs)
        {
            var listed = await reader.AskAsync(
                cancellation => exchange.Market.FindAsync(name, cancellation), stop).ConfigureAwait(false);
            found.Add(listed?.Instrument ?? throw new UserError(
                $"--currency: {exchange.Venue.DisplayName} does not list '{name}'"));
        }

        return found;
    }

    private DownloadTerms TermsOf(Instrument instrument, WantedHistory wanted, long now)
    {
        var series = SeriesName.Of(exchange.Venue, instrument.Symbol, wanted.Period)
            ?? throw new UserError($"--currency: '{instrument.Symbol}' cannot be the name of a file");
        var length = wanted.Period.Seconds;
        var ended = wanted.Period.OpenOf(now - SettleSeconds);
        var to = wanted.To is { } end ? Math.Min(wanted.Period.OpenOf(end + length - 1), ended) : ended;
        var from = wanted.From is { } start ? wanted.Period.OpenOf(start + length - 1) : (long?)null;
        return new DownloadTerms(series, from, to, wanted.KeepsTrades);
    }

    private void Write(DownloadedSeries result)
    {
        foreach (var difference in result.Merged.First)
            output.WriteLine($"note: {result.Series}: stored candle of {difference}");
        if (result.Merged.Differences > result.Merged.First.Count)
        {
            var others = result.Merged.Differences - result.Merged.First.Count;
            output.WriteLine($"note: {result.Series}: {CandleFormat.Count(others, "more stored candle")} differ");
        }

        foreach (var gap in result.Gaps.TakeLast(MostLines))
        {
            output.WriteLine($"note: {result.Series}: the exchange lacks {CandleFormat.Count(gap.Count, "trade")}, ids "
                + $"{gap.FirstId} to {gap.LastId}, between {CandleFormat.Time(gap.AfterSeconds)} and "
                + $"{CandleFormat.Time(gap.BeforeSeconds)}");
        }

        if (result.Missing.Gaps > MostLines)
            output.WriteLine($"note: {result.Series}: and {result.Missing.Gaps - MostLines:N0} earlier gaps");
        output.WriteLine(Describe(result));
        var next = result.Until == 0 ? "the beginning" : $"{CandleFormat.Time(result.Until)} UTC";
        if (result.Failure is { } failure)
            errors.WriteLine($"{failure}; the same command goes on from {next}");
        else if (result.IsInterrupted)
            errors.WriteLine($"interrupted; the same command goes on from {next}");
    }

    private static string Describe(DownloadedSeries result)
    {
        if (result.Candles == 0)
        {
            return $"{result.Series}: no candle has ended up to {CandleFormat.Time(result.Until)} UTC, "
                + $"{CandleFormat.Count(result.Trades, "trade")}";
        }

        var changes = result.Merged.Changes;
        var quiet = (result.Until - result.From) / result.Series.Timeframe.Seconds - result.Candles;
        var missing = result.Missing.Gaps == 0
            ? "no trade missing"
            : $"{CandleFormat.Count(result.Missing.Gaps, "gap")} ({result.Missing.Trades:N0} missing)";
        return $"{result.Series}: {CandleFormat.Count(result.Candles, "candle")} ({changes.Added:N0} added, "
            + $"{changes.Replaced:N0} replaced, {changes.Unchanged:N0} unchanged) of "
            + $"{CandleFormat.Count(result.Trades, "trade")}, {CandleFormat.Time(result.From)} to "
            + $"{CandleFormat.Time(result.Until)} UTC, {CandleFormat.Count(quiet, "interval")} without trades, "
            + $"{missing}, in {result.Path}";
    }
}
