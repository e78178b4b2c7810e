using TradingBot.Bots.Followers;

namespace TradingBot.Notifications;

/// <summary>
/// Reports a failed start, before there is a session to report anything. A supervisor restarts every few
/// seconds, so it is reported once an hour; a file beside the databases keeps the time across processes.
/// </summary>
/// <param name="bot">Whose it is.</param>
/// <param name="source">What that bot was to trade where.</param>
/// <param name="directory">Where the databases are.</param>
/// <param name="notices">Take the notice.</param>
/// <param name="time">The wall's.</param>
internal sealed class FailedStart(
    string bot, string source, string directory, NoticeQueue notices, TimeProvider time) : IBotFollower
{
    private static readonly TimeSpan RepeatAfter = TimeSpan.FromHours(1);

    private string Remembered => Path.Combine(directory, $"{bot}.start-failed");

    public void Tell(Exception failure)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (!IsNews(now))
            return;
        notices.Add(new Notice(Severity.Error, "Session could not start", now)
        {
            Text = failure.Message,
            Bot = bot,
            Source = source,
            OnPosted = () => Remember(now),
        });
    }

    /// <summary>It has started: the next failure is news.</summary>
    public void Take(IReadOnlyList<BotEvent> happened, BotSnapshot now)
    {
        if (happened is [BotEvent.Began, ..])
            Try(() => File.Delete(Remembered));
    }

    // A clock that was set back makes it news once more.
    private bool IsNews(DateTime now) =>
        !File.Exists(Remembered) || (now - File.GetLastWriteTimeUtc(Remembered)).Duration() >= RepeatAfter;

    private void Remember(DateTime now) => Try(() =>
    {
        Directory.CreateDirectory(directory);
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
