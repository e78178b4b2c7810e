using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.Async;

namespace TradingBot.Logging;

/// <summary>
/// Stands between a queue and a sink, on the queue's thread. Counts the lines that did not fit into the queue or that
/// the sink failed to write, and says so in their place as soon as it writes again.
/// </summary>
/// <param name="sink">May fail.</param>
/// <param name="onFailure">Called with the reason when it begins to fail, not for every line.</param>
internal sealed class LossCount(ILogEventSink sink, Action<string> onFailure)
    : ILogEventSink, IAsyncLogEventSinkMonitor, IDisposable
{
    private static readonly MessageTemplate Missing = new MessageTemplateParser().Parse(
        "{Count} log lines are missing here: {Why:l}");

    private IAsyncLogEventSinkInspector? _queue;
    private string? _reason;
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
            _reason = null;
        }
        catch (Exception failure)
        {
            Interlocked.Increment(ref _failed); // whatever it is: a log must not end anything, itself included
            if (_reason is null)
                onFailure(failure.Message);
            _reason = failure.Message;
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
        sink.Emit(new LogEvent(now, LogEventLevel.Warning, null, Missing,
        [
            new LogEventProperty("Count", new ScalarValue(count - _told)),
            new LogEventProperty("Why", new ScalarValue(_reason ?? "they came faster than they could be written")),
        ]));
        _told = count;
    }
}
