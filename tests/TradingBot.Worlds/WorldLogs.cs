using Microsoft.Extensions.Logging;
using TradingBot.Worlds.Machine;

namespace TradingBot.Worlds;

/// <summary>What the program logs: its warnings are counted, and a person who looks into one world reads all.</summary>
internal sealed class WorldLogs(WorldTime time, Trace trace, Census census) : ILoggerFactory, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("a world has one log");

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => trace.IsShown || logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel >= LogLevel.Warning && eventId.Name is { } name)
            census.Count($"logged: {name}");
        if (trace.IsShown)
            trace.Add(time.Now, "  log", formatter(state, exception));
    }

    public void Dispose()
    {
        // it holds nothing
    }
}
