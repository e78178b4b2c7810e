using Microsoft.Extensions.Logging;

namespace TradingBot.Notifications;

/// <summary>
/// Makes a notice of each line of the log that is a warning or an error: of a process without bots, whose log says all
/// that a person should know. Lines of the same kind are collapsed as other notices are.
/// </summary>
/// <param name="name">What notices name as their bot.</param>
/// <param name="queue">Takes them; asked for at the first.</param>
/// <param name="time">Stamps them.</param>
internal sealed class LogNotices(string name, Func<NoticeQueue> queue, TimeProvider time) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Lines(this, categoryName);

    public void Dispose()
    {
    }

    private void Add(Severity severity, string key, string text) =>
        queue().Add(new Notice(severity, text, time.GetUtcNow().UtcDateTime) { Bot = name, Source = name, Key = key });

    private sealed class Lines(LogNotices notices, string category) : ILogger
    {
        // What the way to Slack has to say about itself must not take that way.
        private readonly bool _isOwn = category.StartsWith(typeof(LogNotices).Namespace!, StringComparison.Ordinal);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is LogLevel.Warning or LogLevel.Error && !_isOwn;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                notices.Add(
                    logLevel == LogLevel.Error ? Severity.Error : Severity.Warning,
                    $"{category}.{eventId.Name}",
                    formatter(state, null));
            }
        }
    }
}
