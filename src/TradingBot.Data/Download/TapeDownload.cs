using TradingBot.Core.Market;
using TradingBot.Data.Candles;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Answers;

namespace TradingBot.Data.Download;

/// <summary>
/// Reads a pair's tape page by page and makes candles of it, as an import of the same trades would. Each page is on the
/// disk before the next is asked for; the ended candles go into the store at the end, whatever ended it.
/// </summary>
/// <param name="market">Has the tape.</param>
/// <param name="instrument">The pair, looked up there.</param>
/// <param name="store">Where the candles go.</param>
/// <param name="terms">What is wanted.</param>
/// <param name="reader">Waits out what passes.</param>
internal sealed class TapeDownload(
    IMarketData market, Instrument instrument, CandleStore store, DownloadTerms terms, PatientReader reader)
{
    private const long SecondsADay = 86_400;

    private readonly string _folder = Path.GetDirectoryName(store.PathOf(terms.Series))!;

    /// <summary>Told after each page.</summary>
    public IProgress<DownloadProgress>? Progress { get; init; }

    private string LogPath => Path.Combine(_folder, terms.FileName + DownloadLog.Extension);

    /// <summary>Reads on from where it stopped before, until all is read, it fails or is stopped.</summary>
    /// <exception cref="CandleStoreException">Something cannot be read or written; the store is whole.</exception>
    public async Task<DownloadedSeries> RunAsync(CancellationToken stop)
    {
        var (failure, isInterrupted) = ((string?)null, false);
        try
        {
            await ReadAsync(stop).ConfigureAwait(false);
        }
        catch (FeedFailedException wrong)
        {
            failure = wrong.Message;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            isInterrupted = true;
        }

        // From the disk: a page that failed has left traces in memory.
        using var log = Open();
        var merged = DownloadMerge.Of(store, log, terms.Series);
        if (log.Pending > 0)
            log.Forget();
        var state = log.State;
        return new DownloadedSeries(
            terms.Series,
            store.PathOf(terms.Series),
            state.FirstOpenSeconds,
            Math.Max(log.From, Math.Max(state.Until, terms.Series.Timeframe.OpenOf(Seconds(state.LastTime)))),
            state.Candles,
            state.Trades,
            merged,
            log.Ids.Missing,
            log.Ids.Gaps)
        {
            Failure = failure,
            IsInterrupted = isInterrupted,
        };
    }

    private async Task ReadAsync(CancellationToken stop)
    {
        using var log = Open();
        if (log.State.Candles > log.Pending && !store.Contains(terms.Series))
        {
            throw new CandleStoreException(
                $"{terms.Series}: its candles are no longer stored; delete {LogPath} to download them again");
        }

        using var files = terms.KeepsTrades ? FilesOf(log) : null;
        var tape = new TapeCandles(terms, log, files);
        for (var pages = 1L; !tape.IsAtEnd; pages++)
        {
            stop.ThrowIfCancellationRequested();
            var next = log.State.Next;
            var page = await reader.AskAsync(
                cancellation => market.TapeAsync(
                    instrument, DateTime.UnixEpoch.AddSeconds(log.From), next, cancellation),
                stop).ConfigureAwait(false);
            tape.Take(page, next);
            Progress?.Report(tape.Where(pages));
        }
    }

    private TradeFiles FilesOf(DownloadLog log)
    {
        var files = new TradeFiles(
            _folder,
            terms.FileName,
            Path.Combine(_folder, "trades", terms.Series.Instrument.Symbol),
            terms.Series.Instrument.Symbol);
        files.GoOn(log.State);
        return files;
    }

    private DownloadLog Open()
    {
        try
        {
            Directory.CreateDirectory(_folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CandleStoreException($"{_folder}: cannot be made: {failure.Message}", failure);
        }

        return new DownloadLog(LogPath, terms, Start);
    }

    /// <summary>Without a start: behind the last stored candle, or with the pair's first trade.</summary>
    private long Start()
    {
        if (terms.From is { } from)
            return from;
        if (!store.Contains(terms.Series))
            return 0;
        using var stored = store.Open(terms.Series);
        var end = stored.LastOpenSeconds + terms.Series.Timeframe.Seconds;
        return terms.KeepsTrades ? end - end % SecondsADay : end; // a file of trades is of a whole day
    }

    private static long Seconds(DateTime time) => (time - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond;
}
