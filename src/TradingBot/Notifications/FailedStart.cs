using TradingBot.Core.Engine;
using TradingBot.Hosting;
using TradingBot.Modes;

namespace TradingBot.Notifications;

/// <summary>
/// Tells of a start that has failed, before there is a session to tell of itself. A supervisor starts again every few
/// seconds, so it is told once an hour; a file beside the databases remembers when, over the processes.
/// </summary>
/// <param name="request">What was to be traded.</param>
/// <param name="notices">Take the notice.</param>
/// <param name="time">The wall's.</param>
internal sealed class FailedStart(TradeRequest request, NoticeQueue notices, TimeProvider time) : ISessionObserver
{
    private static readonly TimeSpan RepeatAfter = TimeSpan.FromHours(1);

    private readonly string _bot = request.NameOn(request.Instrument.Symbol);

    private string Remembered => Path.Combine(request.StorageDirectory, $"{_bot}.start-failed");

    public void Tell(Exception failure)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (!IsNews(now))
            return;
        notices.Add(new Notice(Severity.Error, "Session could not start", now)
        {
            Text = failure.Message,
            Bot = _bot,
            Source = Notice.SourceOf(request, _bot, request.Instrument.Symbol),
            OnPosted = () => Remember(now),
        });
    }

    /// <summary>It has started: the next failure is news.</summary>
    public void Begin() => Try(() => File.Delete(Remembered));

    public void Observe(EngineEvent happened)
    {
    }

    public void End(Exception? failure)
    {
    }

    // A clock that was set back makes it news once more.
    private bool IsNews(DateTime now) =>
        !File.Exists(Remembered) || (now - File.GetLastWriteTimeUtc(Remembered)).Duration() >= RepeatAfter;

    private void Remember(DateTime now) => Try(() =>
    {
        Directory.CreateDirectory(request.StorageDirectory);
        File.WriteAllBytes(Remembered, []);
        File.SetLastWriteTimeUtc(Remembered, now);
    });

    /// <summary>Told too often is better than not at all.</summary>
    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // a disk that is full or read-only may be why it does not start
        }
    }
}
