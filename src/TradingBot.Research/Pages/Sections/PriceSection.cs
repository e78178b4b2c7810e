namespace TradingBot.Research.Pages.Sections;

/// <summary>Candles with the trades on them, and the box of the trade that was chosen.</summary>
internal static class PriceSection
{
    public static void Write(Html html, RunPage page)
    {
        html.Card("price", "Price and trades", "click a trade to go there", "scripts");
        if (page.Candles is null)
        {
            html.Line("<p>The candles of this run were not kept.</p></section>");
            return;
        }

        html.Line("<div class=\"bar\"><div class=\"legend\" id=\"price-legend\" aria-live=\"off\"></div>");
        html.Raw("<p class=\"keys\"><kbd>N</kbd> next trade <kbd>L</kbd> next losing trade ");
        html.Line("<kbd>Home</kbd> all</p></div>");
        html.Line("<div class=\"box\" id=\"trade-box\" aria-live=\"polite\" hidden></div>");
        html.Line("<div class=\"chart\" id=\"price-chart\" tabindex=\"0\" role=\"img\" "
            + "aria-label=\"Candles with entries and exits\"></div>");
        html.Line("</section>");
    }
}
