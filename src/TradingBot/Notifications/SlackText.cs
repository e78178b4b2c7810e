using System.Text;

namespace TradingBot.Notifications;

/// <summary>
/// Text as Slack wants it. Only <c>&amp;</c>, <c>&lt;</c> and <c>&gt;</c> are escaped: they begin links, mentions and
/// entities. Source: docs.slack.dev, formatting message text.
/// </summary>
internal static class SlackText
{
    private const char Ellipsis = '…';

    /// <summary>Escaped, and cut to a length counted as Slack counts it, entities whole.</summary>
    public static string Escape(string text, int most)
    {
        var escaped = new StringBuilder(Math.Min(text.Length, most));
        var safe = 0; // how much of it leaves room for the ellipsis
        for (var i = 0; i < text.Length; i++)
        {
            var length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1;
            escaped.Append(text[i] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                _ => text.AsSpan(i, length),
            });
            i += length - 1;
            if (escaped.Length > most)
                return escaped.ToString(0, safe) + Ellipsis;
            if (escaped.Length < most)
                safe = escaped.Length;
        }

        return escaped.ToString();
    }

    /// <summary>Cut to a length; for plain text, which has nothing to escape.</summary>
    public static string Cut(string text, int most)
    {
        if (text.Length <= most)
            return text;
        var end = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return text[..end] + Ellipsis;
    }
}
