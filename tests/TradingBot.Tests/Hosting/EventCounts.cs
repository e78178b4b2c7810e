using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace TradingBot.Tests.Hosting;

/// <summary>Counts what is logged by the name of its event, which is that of the logging method.</summary>
internal sealed class EventCounts : ILoggerProvider, ILogger
{
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

    public int Of(string eventName) => _counts.GetValueOrDefault(eventName);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _counts.AddOrUpdate(eventId.Name ?? "", 1, (_, count) => count + 1);

    public void Dispose()
    {
    }
}
