using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;

namespace TradingBot.Logging;

/// <summary>
/// The original's log line: <c>2018-04-17 14:42:55,432:INFO: message</c>, UTC. Always one line: what an exchange says
/// may hold anything, and must not look like a line of ours or steer a terminal. Among several bots the message begins
/// with the bot's name.
/// </summary>
/// <param name="paint">Adds colours to a message, for a terminal; null: none, as in files.</param>
internal sealed class LogFormatter(Func<LogEvent, string, string>? paint = null) : ITextFormatter
{
    /// <summary>The property that names one of several bots.</summary>
    public const string Bot = "BotName";

    // l: text without quotation marks
    private static readonly MessageTemplateTextFormatter Message = new("{Message:l}", LogNumbers.Instance);

    public void Format(LogEvent logEvent, TextWriter output)
    {
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{logEvent.Timestamp.UtcDateTime:yyyy-MM-dd HH:mm:ss,fff}:{Word(logEvent.Level)}: ");
        var message = MessageOf(logEvent);
        if (BotOf(logEvent) is { } bot)
            line += $"{bot}: ";
        output.WriteLine(line + (paint is null ? message : paint(logEvent, message)));
        if (logEvent.Exception is { } failure)
            output.WriteLine(OneLine(failure.Message));
    }

    /// <summary>What the event says, without colours.</summary>
    public static string MessageOf(LogEvent logEvent)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        Message.Format(logEvent, text);
        return OneLine(text.ToString());
    }

    /// <summary>The bot that says it, among several; else null.</summary>
    public static string? BotOf(LogEvent logEvent) =>
        logEvent.Properties.GetValueOrDefault(Bot) is ScalarValue { Value: string name } ? name : null;

    /// <summary>The original's words.</summary>
    public static string Word(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose or LogEventLevel.Debug => "DEBUG",
        LogEventLevel.Information => "INFO",
        LogEventLevel.Warning => "WARNING",
        LogEventLevel.Error => "ERROR",
        _ => "CRITICAL",
    };

    private static string OneLine(string text) => text.Any(char.IsControl)
        ? string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter))
        : text;
}
