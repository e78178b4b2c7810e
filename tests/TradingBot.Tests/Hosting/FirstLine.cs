using Microsoft.Extensions.Logging;

namespace TradingBot.Tests.Hosting;

/// <summary>Waits for the first log line that begins in a certain way.</summary>
internal sealed class FirstLine(string beginning) : ILoggerProvider, ILogger
{
    private readonly TaskCompletionSource<string> _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<string> Seen => _seen.Task;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var line = formatter(state, exception);
        if (line.StartsWith(beginning, StringComparison.Ordinal))
            _seen.TrySetResult(line);
    }

    public void Dispose()
    {
    }
}
