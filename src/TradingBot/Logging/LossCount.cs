using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.Async;

namespace TradingBot.Logging;

/// <summary>
/// Stands between a queue and a sink, on the queue's thread. Counts the lines that did not fit into the queue or that
/// the sink failed to write, and says so in their place as soon as it writes again.
/// </summary>
internal sealed class LossCount(ILogEventSink sink) : ILogEventSink, IAsyncLogEventSinkMonitor, IDisposable
{
    private static readonly MessageTemplate Missing = new MessageTemplateParser().Parse(
        "{Count} log lines are missing here: they came faster than they could be written");

    private IAsyncLogEventSinkInspector? _queue;
    private long _failed;
    private long _told;

    /// <summary>Lines that were not written, so far. May be read from any thread.</summary>
    public long Count => Volatile.Read(ref _failed) + (_queue?.DroppedMessagesCount ?? 0);

    public void Emit(LogEvent logEvent)
    {
        try
        {
            Tell(logEvent.Timestamp);
            sink.Emit(logEvent);
        }
        catch (Exception)
        {
            Interlocked.Increment(ref _failed); // whatever it is: a log must not end anything, itself included
        }
    }

    public void StartMonitoring(IAsyncLogEventSinkInspector inspector) => _queue = inspector;

    public void StopMonitoring(IAsyncLogEventSinkInspector inspector)
    {
    }

    public void Dispose() => (sink as IDisposable)?.Dispose();

    private void Tell(DateTimeOffset now)
    {
        var count = Count;
        if (count == _told)
            return;
        var property = new LogEventProperty("Count", new ScalarValue(count - _told));
        sink.Emit(new LogEvent(now, LogEventLevel.Warning, null, Missing, [property]));
        _told = count;
    }
}
