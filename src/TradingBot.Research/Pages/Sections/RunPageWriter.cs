using System.Text;
using TradingBot.Research.Pages.Charts;

namespace TradingBot.Research.Pages.Sections;

/// <summary>
/// Writes the page of a run: one HTML file that loads nothing. The same run gives the same bytes: no time of making is
/// in it.
/// </summary>
internal static class RunPageWriter
{
    // Proves that nothing is loaded, whatever a strategy calls itself.
    private const string Policy =
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

    /// <summary>Of the page's own scripts, in the order in which they need each other.</summary>
    private static readonly string[] Scripts =
        ["page.js", "axes.js", "equity.js", "candles.js", "price.js", "small.js", "trades.js", "start.js"];

    /// <param name="stream">Gets UTF-8; it stays open.</param>
    /// <param name="page">What the page shows.</param>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void Write(Stream stream, RunPage page)
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(false), bufferSize: 65_536, leaveOpen: true)
        {
            NewLine = "\n",
        };
        var html = new Html(text);
        WriteHead(html, page);
        html.Raw("<main>");
        HeadSection.Write(html, page);
        EquitySection.Write(html, page);
        PriceSection.Write(html, page);
        MonthSection.Write(html, page.Sheet);
        FigureSection.WriteDrawdowns(html, page.Sheet);
        TradeSection.Write(html, page);
        FigureSection.WriteGroups(html, page.Sheet);
        MakingSection.Write(html, page);
        html.Line("</main>");
        html.Raw("<script type=\"application/json\" id=\"data\">");
        text.Flush();
        ChartData.Write(stream, page);
        html.Line("</script>");
        html.Raw("<script type=\"application/json\" id=\"report\">");
        html.Json(Encoding.UTF8.GetString(page.ReportJson.Span));
        html.Line("</script>");
        WriteScripts(html);
        html.Line("</body></html>");
    }

    private static void WriteHead(Html html, RunPage page)
    {
        html.Line("<!DOCTYPE html>");
        html.Line("<html lang=\"en\"><head><meta charset=\"utf-8\">");
        html.Line($"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\">");
        html.Line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.Line("<meta name=\"color-scheme\" content=\"light dark\">");
        html.Raw("<title>").Text($"{page.Strategy} on {page.Instrument.Symbol}").Line("</title>");
        html.Raw("<style>").Raw(PageAssets.Text("page.css")).Line("</style>");
        html.Line("<script>document.documentElement.className = \"scripted\";</script></head><body>");
        html.Raw("<header><div><b>").Text(page.Strategy).Raw("</b> <span>").Text(HeadSection.Market(page));
        html.Line("</span></div><nav>");
        foreach (var (id, name) in new[]
        {
            ("equity", "Equity"), ("price", "Price"), ("months", "Months"), ("drawdowns", "Drawdowns"),
            ("trades", "Trades"), ("figures", "Figures"), ("making", "How it was made"),
        })
            html.Line($"<a href=\"#{id}\">{name}</a>");
        html.Line("</nav></header>");
    }

    private static void WriteScripts(Html html)
    {
        html.Raw("<script>").Raw(PageAssets.Text(PageAssets.Library)).Line("</script>");
        html.Line("<script>(() => {\n\"use strict\";");
        foreach (var script in Scripts)
            html.Line(PageAssets.Text(script));
        html.Line("})();</script>");
    }
}
