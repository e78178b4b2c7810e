using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Json;

namespace TradingBot.Logging;

/// <summary>
/// A log line for machines, one JSON object: <c>time level bot source message template properties
/// exception</c>; the bot where there are several.
/// </summary>
internal sealed class JsonLogFormatter : ITextFormatter
{
    private const string Source = Serilog.Core.Constants.SourceContextPropertyName;

    private static readonly JsonValueFormatter Values = new(typeTagName: null);

    public void Format(LogEvent logEvent, TextWriter output)
    {
        output.Write("{\"time\":\"");
        output.Write(logEvent.Timestamp.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        output.Write('"');
        Write("level", LogFormatter.Word(logEvent.Level), output);
        if (LogFormatter.BotOf(logEvent) is { } bot)
            Write("bot", bot, output);
        if (logEvent.Properties.GetValueOrDefault(Source) is ScalarValue { Value: string source })
            Write("source", source, output);
        Write("message", LogFormatter.MessageOf(logEvent), output);
        Write("template", logEvent.MessageTemplate.Text, output);
        output.Write(",\"properties\":{");
        var separator = "";
        foreach (var (name, value) in OwnOf(logEvent))
        {
            output.Write(separator);
            JsonValueFormatter.WriteQuotedJsonString(name, output);
            output.Write(':');
            Values.Format(value, output);
            separator = ",";
        }

        output.Write('}');
        if (logEvent.Exception is { } failure)
            Write("exception", failure.ToString(), output);
        output.WriteLine('}');
    }

    private static IEnumerable<KeyValuePair<string, LogEventPropertyValue>> OwnOf(LogEvent logEvent) =>
        logEvent.Properties.Where(property => property.Key is not (Source or LogFormatter.Bot));

    private static void Write(string name, string text, TextWriter output)
    {
        output.Write($",\"{name}\":");
        JsonValueFormatter.WriteQuotedJsonString(text, output);
    }
}
