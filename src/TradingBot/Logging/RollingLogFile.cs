using System.Text;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Sinks.File;

namespace TradingBot.Logging;

/// <summary>
/// A file a day, and another when it is full; the oldest of the bot's files are deleted. Serilog's own rolling would
/// count the files of this process only, and a bot that is started again and again would fill the disk.
/// </summary>
internal sealed class RollingLogFile : ILogEventSink, IDisposable
{
    private readonly string _directory;
    private readonly LogFileName _name;
    private readonly ITextFormatter _formatter;
    private readonly LogSettings _settings;
    private readonly Queue<string> _files;
    private readonly Opened _opened = new();
    private Logger? _file;
    private DateTime _day;

    /// <param name="directory">Made if it is not there.</param>
    /// <param name="name">Of the files.</param>
    /// <param name="formatter">Of the lines.</param>
    /// <param name="settings">How large and how many.</param>
    /// <param name="now">Of the session.</param>
    /// <exception cref="IOException">It cannot be written there.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public RollingLogFile(
        string directory, LogFileName name, ITextFormatter formatter, LogSettings settings, DateTime now)
    {
        (_directory, _name, _formatter, _settings) = (directory, name, formatter, settings);
        Directory.CreateDirectory(directory);
        _files = new Queue<string>(name.In(directory));
        Roll(now);
    }

    public void Emit(LogEvent logEvent)
    {
        var now = logEvent.Timestamp.UtcDateTime;
        if (_file is null || now.Date != _day || _opened.Length >= _settings.MaxBytes)
            Roll(now);
        _file!.Write(logEvent);
    }

    public void Dispose() => _file?.Dispose();

    private void Roll(DateTime now)
    {
        _file?.Dispose();
        _file = null; // and if the next cannot be opened, the next line tries again
        var path = Path.Combine(_directory, _name.At(now));
        // Auditing throws, so that the wrapper can count what is lost.
        _file = new LoggerConfiguration().MinimumLevel.Verbose()
            .AuditTo.File(_formatter, path, LogEventLevel.Verbose, null, null, _opened)
            .CreateLogger();
        _day = now.Date;
        _files.Enqueue(path);
        while (_files.Count > _settings.MaxFiles)
            File.Delete(_files.Dequeue());
    }

    /// <summary>Keeps hold of the file that was opened last, for its length.</summary>
    private sealed class Opened : FileLifecycleHooks
    {
        private Stream _stream = Stream.Null;

        public long Length => _stream.Length;

        // Without a buffer: what a full disk does not take is lost, and counted, as a whole line; a buffer would bring
        // it later, and half of it. The next line begins where this one did.
        public override Stream OnFileOpened(string path, Stream underlyingStream, Encoding encoding)
        {
            underlyingStream.Dispose();
            return _stream = Unbuffered(path);
        }

        private static FileStream Unbuffered(string path) =>
            new(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }
}
