namespace TradingBot.Research.Pages.Sections;

/// <summary>What one needs to make the same run again.</summary>
internal static class MakingSection
{
    public static void Write(Html html, RunPage page)
    {
        html.Card("making", "How it was made", "");
        html.Line("<p class=\"scripts\"><button type=\"button\" data-save=\"report.json\">report.json</button> "
            + "<button type=\"button\" data-save=\"trades.csv\">trades.csv</button> "
            + "<button type=\"button\" data-save=\"equity.csv\">equity.csv</button></p>");
        html.Line("<table class=\"setup\"><tbody>");
        foreach (var (name, value) in page.Setup)
            html.Raw("<tr><th scope=\"row\">").Text(name).Raw("</th><td>").Text(value).Line("</td></tr>");
        html.Line("</tbody></table><h3>How to read it</h3><ul>");
        foreach (var convention in page.Conventions)
            html.Raw("<li>").Text(convention).Line("</li>");
        html.Line("</ul></section>");
    }
}
