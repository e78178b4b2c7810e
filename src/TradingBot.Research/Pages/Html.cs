using System.Globalization;
using System.Text.Encodings.Web;

namespace TradingBot.Research.Pages;

/// <summary>Writes HTML; what is not our own markup is escaped.</summary>
internal sealed class Html(TextWriter output)
{
    /// <summary>Our own markup.</summary>
    public Html Raw(string markup)
    {
        output.Write(markup);
        return this;
    }

    /// <summary>Our own markup, and the end of a line.</summary>
    public Html Line(string markup)
    {
        output.WriteLine(markup);
        return this;
    }

    /// <summary>Anybody's words.</summary>
    public Html Text(string words)
    {
        output.Write(Escaped(words));
        return this;
    }

    /// <summary>A number with all its digits for programs, and as people read it.</summary>
    /// <param name="value">NaN: not computable, no value is written for programs.</param>
    /// <param name="exact">The same with every digit, or null.</param>
    /// <param name="shown">For people.</param>
    /// <param name="kind">A class of the style, or none.</param>
    public Html Number(double value, decimal? exact, string shown, string kind = "")
    {
        var digits = exact?.ToString(CultureInfo.InvariantCulture)
            ?? (double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "");
        output.Write(kind.Length == 0 ? $"<data value=\"{digits}\">" : $"<data class=\"{kind}\" value=\"{digits}\">");
        return Text(shown).Raw("</data>");
    }

    /// <summary>A card with a heading, until its end is written.</summary>
    public Html Card(string id, string title, string remark, string kind = "")
    {
        Raw($"<section class=\"card {kind}\" id=\"{id}\"><h2>").Text(title);
        if (remark.Length > 0)
            Raw(" <small>").Text(remark).Raw("</small>");
        return Line("</h2>");
    }

    /// <summary>JSON inside a script: only within its texts can there be what ends the script.</summary>
    public Html Json(string json) => Raw(json.Replace("<", "\\u003C", StringComparison.Ordinal));

    public static string Escaped(string words) => HtmlEncoder.Default.Encode(words);
}
