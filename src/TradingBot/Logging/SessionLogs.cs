using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Parsing;
using TradingBot.Input;

namespace TradingBot.Logging;

/// <summary>
/// Where a session's log lines go: the console and, if wanted, files. Each has a bounded queue and a thread of its own,
/// so that none can delay the trading or the other; what does not fit is dropped, counted and reported.
/// </summary>
internal sealed class SessionLogs : IAsyncDisposable
{
    /// <summary>Lines; a minute of a busy market, a few megabytes at most.</summary>
    public const int QueueLength = 4096;

    private static readonly MessageTemplate Failing =
        new MessageTemplateParser().Parse("Log lines are being lost elsewhere: {Reason:l}");

    private readonly TimeProvider _time;
    private readonly TimeSpan _patience;
    private readonly LossCount[] _sinks;
    private readonly Logger[] _queues;
    private readonly LogSettings _settings;

    /// <param name="settings">Which lines.</param>
    /// <param name="time">The session's clock.</param>
    /// <param name="sinks">The console, then others; each may block or fail.</param>
    /// <param name="queueLength">Of each.</param>
    /// <param name="patience">How long the end waits for what is in the queues.</param>
    public SessionLogs(
        LogSettings settings,
        TimeProvider time,
        IEnumerable<ILogEventSink> sinks,
        int queueLength,
        TimeSpan patience)
    {
        (_settings, _time, _patience) = (settings, time, patience);
        _sinks = [.. sinks.Select((sink, which) => new LossCount(sink, reason => TellTheOthers(which, reason)))];
        _queues = [.. _sinks.Select(sink => new LoggerConfiguration()
            .MinimumLevel.Verbose()
            .WriteTo.Async(to => to.Sink(sink), queueLength, blockWhenFull: false, monitor: sink)
            .CreateLogger())];
        Logger = LoggerTo(_queues, time).CreateLogger();
        // Lines for machines are whole without what a person reads beside them.
        FileLogger = LoggerTo(settings.IsJson ? _queues : _queues[1..], time).CreateLogger();
    }

    public Logger Logger { get; }

    /// <summary>For what the user is told on standard error as well: all sinks but the console, the first.</summary>
    public Logger FileLogger { get; }

    /// <summary>Lines that were dropped or failed, of all sinks.</summary>
    public long Lost => _sinks.Sum(sink => sink.Count);

    /// <summary>The logs of a session. Where there can be no files, a line says so and the console goes on.</summary>
    /// <param name="settings">What the user wants.</param>
    /// <param name="bot">Its name.</param>
    /// <param name="time">The session's clock.</param>
    public static SessionLogs Open(LogSettings settings, string bot, TimeProvider time)
    {
        var hasColours = Ansi.IsWanted(Console.Out, Environment.GetEnvironmentVariable);
        var formatter = FormatterOf(settings, hasColours);
        // To audit means to throw: what fails is counted.
        List<ILogEventSink> sinks =
        [
            new LoggerConfiguration().MinimumLevel.Verbose().AuditTo.Console(formatter).CreateLogger(),
        ];
        string? whyNot = null;
        if (settings.Directory is { } directory)
        {
            try
            {
                var name = new LogFileName(bot, Random.Shared.Next);
                var plain = FormatterOf(settings, hasColours: false);
                sinks.Add(new RollingLogFile(directory, name, plain, settings, time.GetUtcNow().UtcDateTime));
            }
            catch (Exception failure) when (
                failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
            {
                whyNot = failure.Message;
            }
        }

        var logs = new SessionLogs(settings, time, sinks, QueueLength, TimeSpan.FromSeconds(1));
        if (whyNot is not null)
            logs.Logger.Warning("No log files, the console only: {Reason} (--log-directory)", whyNot);
        return logs;
    }

    /// <summary>For one of several bots, whose lines name it.</summary>
    /// <param name="bot">Its name.</param>
    /// <param name="time">Its exchange's clock.</param>
    public Logger LoggerOf(string bot, TimeProvider time) =>
        LoggerTo(_queues, time).Enrich.WithProperty(LogFormatter.Bot, bot).CreateLogger();

    /// <summary>Lines that are in the queues are written, as long as that takes no longer than it may.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            var ends = _queues.Select(queue => Task.Run(queue.Dispose));
            await Task.WhenAll(ends).WaitAsync(_patience).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // a terminal that is paused, a disk that hangs: the process has to end all the same
        }
    }

    private LoggerConfiguration LoggerTo(Logger[] queues, TimeProvider time) => new LoggerConfiguration()
        .MinimumLevel.Is(_settings.Level)
        .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
        .WriteTo.Sink(new Stamp(time, queues));

    /// <summary>Of the one that fails its reader sees nothing.</summary>
    private void TellTheOthers(int which, string reason)
    {
        var property = new LogEventProperty("Reason", new ScalarValue(reason));
        var failing = new LogEvent(_time.GetUtcNow(), LogEventLevel.Warning, null, Failing, [property]);
        for (var i = 0; i < _queues.Length; i++)
        {
            if (i != which)
                _queues[i].Write(failing);
        }
    }

    private static ITextFormatter FormatterOf(LogSettings settings, bool hasColours) => settings.IsJson
        ? new JsonLogFormatter()
        : new LogFormatter(hasColours ? LogColours.Paint : null);

    /// <summary>
    /// Gives a line the session's time, when it happens and not when it is written: an offline Kraken's clock is faster
    /// than the wall's.
    /// </summary>
    private sealed class Stamp(TimeProvider time, Logger[] queues) : ILogEventSink
    {
        public void Emit(LogEvent logEvent)
        {
            var stamped = new LogEvent(
                time.GetUtcNow(),
                logEvent.Level,
                logEvent.Exception,
                logEvent.MessageTemplate,
                logEvent.Properties.Select(property => new LogEventProperty(property.Key, property.Value)));
            foreach (var queue in queues)
                queue.Write(stamped);
        }
    }
}
