using TradingBot.Research.Pages.Charts;

namespace TradingBot.Research.Pages.Sections;

/// <summary>Equity against holding, the time in the market, falls and rolling ratios, on one axis of time.</summary>
internal static class EquitySection
{
    public static void Write(Html html, RunPage page)
    {
        html.Card("equity", "Equity", $"daily, {page.Instrument.Quote}; wheel with Ctrl, drag or pinch zooms");
        html.Line("<div class=\"bar\"><div class=\"legend\" id=\"equity-legend\" aria-live=\"off\"></div>");
        html.Raw("<div class=\"switches\"><span role=\"group\" aria-label=\"Range\">");
        foreach (var (range, text) in new[] { ("90", "3M"), ("365", "1Y"), ("1096", "3Y"), ("0", "All") })
            html.Raw($"<button type=\"button\" data-range=\"{range}\">{text}</button>");
        html.Raw("</span><span role=\"group\" aria-label=\"Scale\">");
        html.Raw("<button type=\"button\" data-scale=\"log\">log</button>");
        html.Line("<button type=\"button\" data-scale=\"linear\">linear</button></span></div></div>");
        html.Line("<div class=\"chart\" id=\"equity-chart\" tabindex=\"0\" role=\"img\" "
            + "aria-label=\"Equity, time in the market, fall from the peak, rolling ratios\"></div>");
        EquityDrawing.Write(html, page.Equity, page.Holding);
        html.Line("</section>");
    }
}
