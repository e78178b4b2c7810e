using Microsoft.Extensions.Logging;
using TradingBot.Data.Recordings.Log;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Exchanges.Contract.Capture;

namespace TradingBot.Data.Recordings.Collecting;

/// <summary>
/// Compares each book, one after another, with a fresh one: a change that was lost below the levels that a checksum
/// covers is found by nothing else. What differs is a gap whose beginning is not known, and the book begins anew.
/// </summary>
/// <param name="capture">Compares.</param>
/// <param name="pairs">All that are collected.</param>
/// <param name="interval">From one audit of a pair to its next; longer where there are many pairs.</param>
/// <param name="time">The clock.</param>
/// <param name="log">What was found.</param>
internal sealed partial class BookAudits(
    IMarketCapture capture,
    IReadOnlyCollection<CollectedPair> pairs,
    TimeSpan interval,
    TimeProvider time,
    ILogger<BookAudits> log)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(20);

    private readonly ILogger<BookAudits> _log = log;
    private readonly Dictionary<string, long> _soundAt = [];

    /// <summary>Until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var audited = pairs.Where(pair => pair.Market.BookDepth > 0).ToList();
        try
        {
            if (audited.Count == 0)
                await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellation).ConfigureAwait(false);
            var pause = interval / audited.Count > ShortestPause ? interval / audited.Count : ShortestPause;
            for (var i = 0; ; i = (i + 1) % audited.Count)
            {
                await Task.Delay(pause, time, cancellation).ConfigureAwait(false);
                await AuditAsync(audited[i], cancellation).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The program stops.
        }
    }

    private async Task AuditAsync(CollectedPair pair, CancellationToken cancellation)
    {
        var begun = Receipt.Now(time).WallMicros;
        var audit = await capture.AuditAsync(pair.Market.Instrument, cancellation).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        switch (audit.Verdict)
        {
            case BookVerdict.Equal:
                _soundAt[pair.Symbol] = begun;
                IsEqual(pair.Symbol);
                break;
            case BookVerdict.Different:
                Tell(pair, audit.Levels);
                capture.RenewBook(pair.Market.Instrument);
                break;
            default:
                IsNotCompared(pair.Symbol);
                break;
        }
    }

    private void Tell(CollectedPair pair, int levels)
    {
        pair.CountGap();
        IsDifferent(pair.Symbol, levels);
        var gap = new GapRow(GapRow.Book, "changes are missing since an unknown moment after the last audit")
        {
            FromReceivedMicros = _soundAt.TryGetValue(pair.Symbol, out var sound) ? sound : null,
        };
        pair.Log.Append(
            FrameType.Gap, Receipt.Now(time), NoteJson.Bytes(new GapNote(gap) { Pair = pair.Symbol }));
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Pair}: all levels of the book are those of a fresh one")]
    private partial void IsEqual(string pair);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Pair}: the book could not be compared with a fresh one")]
    private partial void IsNotCompared(string pair);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "{Pair}: {Levels} levels of the book are not those of a fresh one; a gap, and a new snapshot")]
    private partial void IsDifferent(string pair, int levels);
}
