using Microsoft.Extensions.Logging;
using TradingBot.Data.Recordings.Checks;
using TradingBot.Data.Recordings.Log;
using TradingBot.Data.Recordings.Sealing;

namespace TradingBot.Data.Recordings.Collecting;

/// <summary>
/// Seals each hour once it is over, beside the collecting, and removes days that are not kept any longer. What goes
/// wrong is tried again.
/// </summary>
/// <param name="folder">The recording's.</param>
/// <param name="recording">Tells which hours are over.</param>
/// <param name="sealer">Makes the segments.</param>
/// <param name="limits">What is kept.</param>
/// <param name="needed">The day that the slowest follower has got to; null: there is none.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Results and failures.</param>
internal sealed partial class HourSealing(
    RecordingFolder folder,
    RecordingLog recording,
    Sealer sealer,
    RetentionLimits limits,
    Func<DateOnly?> needed,
    TimeProvider time,
    ILogger<HourSealing> log)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMinutes(5);

    private readonly ILogger<HourSealing> _log = log;

    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                var isDone = await SealAllAsync(cancellation).ConfigureAwait(false) && Prune();
                await Task.Delay(isDone ? LookInterval : PauseAfterFailure, time, cancellation).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The next start seals what is left.
        }
    }

    /// <summary>Seals all hours that are over.</summary>
    /// <returns>False where one could not be.</returns>
    public async Task<bool> SealAllAsync(CancellationToken cancellation)
    {
        foreach (var hour in recording.ClosedHours())
        {
            try
            {
                var result = await sealer.SealAsync(hour, cancellation).ConfigureAwait(false);
                var rows = result.Segments.Sum(line => line.Rows);
                Sealed(hour, result.Segments.Count, rows);
                foreach (var what in result.Unreadable)
                    NotRead(what);
                if (result.UnreadableFrames > 0)
                    NotUnderstood(hour, result.UnreadableFrames);
            }
            catch (RecordingException failure)
            {
                NotSealed(hour, failure.Message);
                return false;
            }
        }

        return true;
    }

    /// <returns>False where old days could not be removed.</returns>
    private bool Prune()
    {
        if (limits is { Days: null, Bytes: null })
            return true;
        try
        {
            var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
            foreach (var day in new Retention(folder).Prune(limits, today, needed()))
                Removed(day);
            return true;
        }
        catch (RecordingException failure)
        {
            NotRemoved(failure.Message);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Day:yyyy-MM-dd} removed: it is not kept any longer")]
    private partial void Removed(DateOnly day);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Reason}; tried again in 5 minutes")]
    private partial void NotRemoved(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Hour} sealed: {Segments} segments, {Rows} rows")]
    private partial void Sealed(RecordingHour hour, int segments, long rows);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Hour}: {Count} messages were not understood; each is a gap")]
    private partial void NotUnderstood(RecordingHour hour, long count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Reason}; sealed without what it says")]
    private partial void NotRead(string reason);

    [LoggerMessage(Level = LogLevel.Error,
        Message = "{Hour} cannot be sealed: {Reason}; its log is kept, and sealing is tried again in 5 minutes")]
    private partial void NotSealed(RecordingHour hour, string reason);
}
