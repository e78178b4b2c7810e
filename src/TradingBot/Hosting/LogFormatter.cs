using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;

namespace TradingBot.Hosting;

/// <summary>
/// The original's log line: <c>2018-04-17 14:42:55,432:INFO: message</c>, UTC by the session's clock, which on the
/// offline Kraken runs faster than the wall's.
/// </summary>
internal sealed class LogFormatter(TimeProvider time) : ITextFormatter
{
    // l: text without quotation marks
    private static readonly MessageTemplateTextFormatter Message = new("{Message:lj}", CultureInfo.InvariantCulture);

    public void Format(LogEvent logEvent, TextWriter output)
    {
        output.Write(time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss,fff", CultureInfo.InvariantCulture));
        output.Write(':');
        output.Write(Word(logEvent.Level));
        output.Write(": ");
        Message.Format(logEvent, output);
        output.WriteLine();
        if (logEvent.Exception is { } failure)
            output.WriteLine(failure.Message);
    }

    private static string Word(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose or LogEventLevel.Debug => "DEBUG",
        LogEventLevel.Information => "INFO",
        LogEventLevel.Warning => "WARNING",
        LogEventLevel.Error => "ERROR",
        _ => "CRITICAL",
    };
}
