using TradingBot.Core.Accounts;
using TradingBot.Core.Market;
using TradingBot.Research.Pages.Charts;

namespace TradingBot.Research.Pages.Sections;

/// <summary>
/// The latest trades as a table, which the page's script replaces by one that can be sorted, filtered and paged; beside
/// it what they say together.
/// </summary>
internal static class TradeSection
{
    private const int Shown = 20;

    public static void Write(Html html, RunPage page)
    {
        var count = page.Trades.Count;
        var kept = Math.Min(count, ChartData.MostTrades);
        html.Card("trades", "Trades", count > kept
            ? $"the last {PageNumber.Decimals(kept, 0)} of {PageNumber.Decimals(count, 0)}; trades.csv has all"
            : $"{PageNumber.Decimals(count, 0)} closed, {page.Open.Count} open at the end");
        html.Line("<div class=\"bar scripts\" id=\"trade-filter\"></div>");
        html.Line("<div class=\"wide\"><table id=\"trade-table\"><thead><tr><th class=\"words\">In</th>"
            + "<th class=\"words\">Out</th><th class=\"words\">Side</th><th>At</th><th>Out at</th><th>Result</th>"
            + "<th>Profit</th><th class=\"words\">Why in</th><th class=\"words\">Why out</th></tr></thead><tbody>");
        for (var i = count - 1; i >= Math.Max(0, count - Shown); i--)
            Row(html, page, page.Trades[i]);
        html.Line("</tbody></table></div>");
        html.Line("<div class=\"bar scripts\" id=\"trade-pages\"></div></section>");
        html.Line("<div class=\"small scripts\">");
        Chart(html, "bars", "Trades by result", "how many, by return");
        Chart(html, "lengths", "Result against length", "long ones to the right");
        Chart(html, "excursions", "How far against us first", "is the stop right?");
        Chart(html, "fees", "Result against the fee", "same orders at another fee");
        html.Line("</div>");
    }

    private static void Row(Html html, RunPage page, ClosedTrade trade)
    {
        var decimals = page.Instrument.PriceDecimals;
        var kind = trade.Profit > 0 ? "profit" : "loss";
        html.Raw("<tr><td class=\"words\">").Text(PageNumber.Time(trade.Entry.Seconds));
        html.Raw("</td><td class=\"words\">").Text(PageNumber.Time(trade.Exit.Seconds));
        html.Raw("</td><td class=\"words\">").Raw(trade.Side == Side.Buy ? "long" : "short");
        html.Raw("</td><td>").Text(PageNumber.Decimals((double)trade.Entry.Price, decimals));
        html.Raw("</td><td>").Text(PageNumber.Decimals((double)trade.Exit.Price, decimals));
        html.Raw("</td><td>").Number(trade.Return, null, PageNumber.Gain(trade.Return), kind);
        var profit = (double)trade.Profit;
        html.Raw("</td><td>");
        html.Number(profit, trade.Profit, PageNumber.Signed(profit, PageNumber.Money(profit)), kind);
        html.Raw("</td><td class=\"words\">").Text(trade.OpenReason);
        html.Raw("</td><td class=\"words\">").Text(trade.CloseReason).Line("</td></tr>");
    }

    private static void Chart(Html html, string name, string title, string remark)
    {
        html.Card(name, title, remark);
        html.Line($"<div class=\"chart\" id=\"{name}-chart\" role=\"img\" aria-label=\"{title}\"></div></section>");
    }
}
