using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TradingBot.Notifications;

/// <summary>
/// A notice as the JSON that both <c>chat.postMessage</c> and an incoming webhook take. Limits by docs.slack.dev: 150
/// characters of a header, 10 fields of 2,000 a section, 3,000 of a section's text, 4,000 of the text that a
/// notification shows.
/// </summary>
internal static class SlackMessage
{
    private const int MaxText = 4000;
    private const int MaxHeader = 150;
    private const int MaxSection = 3000;
    private const int MaxField = 2000;
    private const int FieldsPerSection = 10;
    private const int MaxFields = 4 * FieldsPerSection;

    // Slack takes any UTF-8; escapes of every umlaut would only make the message harder to read.
    private static readonly JsonWriterOptions Relaxed = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="notice">What to say.</param>
    /// <param name="options">Where.</param>
    /// <param name="dropped">Notices before it that were not sent.</param>
    public static byte[] Of(Notice notice, SlackOptions options, int dropped = 0)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Relaxed))
        {
            json.WriteStartObject();
            json.WriteString("channel", options.Channel);
            json.WriteString("username", options.BotName ?? notice.Bot);
            json.WriteString("icon_emoji", options.Icon);
            json.WriteString("text", SlackText.Escape(Plain(notice), MaxText));
            json.WriteStartArray("blocks");
            WriteText(json, "header", "plain_text", SlackText.Cut(Sign(notice.Severity) + notice.Title, MaxHeader));
            if (notice.Text.Length > 0)
                WriteText(json, "section", "mrkdwn", SlackText.Escape(notice.Text, MaxSection));
            foreach (var fields in notice.Fields.Take(MaxFields).Chunk(FieldsPerSection))
                WriteFields(json, fields);
            WriteContext(json, notice, dropped);
            json.WriteEndArray();
            json.WriteBoolean("unfurl_links", false);
            json.WriteBoolean("unfurl_media", false);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static string Sign(Severity severity) => severity switch
    {
        Severity.Error => ":rotating_light: ",
        Severity.Warning => ":warning: ",
        _ => "",
    };

    /// <summary>All of it in one text, which is what a telephone shows.</summary>
    private static string Plain(Notice notice)
    {
        var text = new StringBuilder(notice.Title);
        if (notice.Text.Length > 0)
            text.Append(": ").Append(notice.Text);
        foreach (var field in notice.Fields)
            text.Append(CultureInfo.InvariantCulture, $"; {field.Name}: {field.Value}");
        return text.ToString();
    }

    private static void WriteText(Utf8JsonWriter json, string block, string type, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", block);
        json.WritePropertyName("text");
        WriteObject(json, type, text);
        json.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter json, NoticeField[] fields)
    {
        json.WriteStartObject();
        json.WriteString("type", "section");
        json.WriteStartArray("fields");
        foreach (var field in fields)
        {
            var name = SlackText.Escape(field.Name, MaxHeader);
            WriteObject(json, "mrkdwn", $"*{name}*\n{SlackText.Escape(field.Value, MaxField - name.Length - 3)}");
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteContext(Utf8JsonWriter json, Notice notice, int dropped)
    {
        json.WriteStartObject();
        json.WriteString("type", "context");
        json.WriteStartArray("elements");
        var time = notice.Time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        WriteObject(json, "mrkdwn", SlackText.Escape($"{notice.Source}, {time} UTC", MaxField));
        if (dropped > 0)
        {
            var words = dropped == 1 ? "notice before this one was" : "notices before this one were";
            WriteObject(json, "mrkdwn", string.Create(CultureInfo.InvariantCulture, $"{dropped} {words} not sent"));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteObject(Utf8JsonWriter json, string type, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
