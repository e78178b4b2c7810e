using TradingBot.Research.Tearsheets;

namespace TradingBot.Research.Pages.Sections;

/// <summary>What a stranger is told first: one honest sentence, and six figures.</summary>
internal static class HeadSection
{
    private const double Year = 365.25 * 86_400;

    public static void Write(Html html, RunPage page)
    {
        html.Raw("<section id=\"verdict\"><p class=\"where\">Backtest · ").Text(Market(page)).Raw(" candles · ");
        html.Text($"{PageNumber.Time(page.Performance.Start)} to {PageNumber.Time(page.Performance.End)} UTC");
        html.Line("</p>");
        if (!page.Complete)
            html.Line("<p class=\"warning\">Interrupted: the figures are those of the candles until then.</p>");
        html.Raw("<p class=\"verdict\">").Text(Verdict.Of(page)).Line("</p></section>");
        html.Line("<section class=\"tiles\" aria-label=\"Main figures\">");
        WriteTiles(html, page);
        html.Line("</section>");
    }

    /// <summary><c>XBT/USD, 60-minute</c>.</summary>
    public static string Market(RunPage page) =>
        $"{page.Instrument.Base}/{page.Instrument.Quote}, {page.Timeframe}-minute";

    private static void WriteTiles(Html html, RunPage page)
    {
        var sheet = page.Sheet;
        var result = sheet["result", "return"];
        var holding = sheet["against_holding", "holding_return"];
        var sharpe = sheet["ratios", "sharpe"];
        var drawdown = sheet["risk", "maximum_drawdown"];
        var closed = sheet["trades", "closed"];
        var years = (page.Performance.End - page.Performance.Start) / Year;
        Tile(html, result, PageNumber.Gain(result.Value), Kind(result.Value),
            years >= 1 ? $"{PageNumber.Gain(sheet["result", "cagr"].Value)} a year" : "before a year is over");
        Tile(html, holding, PageNumber.Gain(holding.Value), "", "everything bought at the first open");
        Tile(html, sharpe, PageNumber.Decimals(sharpe.Value, 2), "", Interval(sharpe)
            + $"holding {PageNumber.Decimals(sheet["against_holding", "holding_sharpe"].Value, 2)}");
        var fall = page.Performance.Drawdown;
        var days = PageNumber.Decimals(fall.Length.TotalDays, 1);
        Tile(html, drawdown, PageNumber.Percent(drawdown.Value), drawdown.Value > 0 ? "loss" : "",
            drawdown.Value > 0 ? $"{days} days, {(fall.Recovered ? "recovered" : "not recovered")}" : "never fell");
        Tile(html, closed, PageNumber.Decimals(closed.Value, 0), "", closed.Value == 0
            ? $"none closed, {page.Open.Count} open"
            : $"{PageNumber.Percent(sheet["trades", "win_rate"].Value)} won, profit factor "
                + PageNumber.Decimals(sheet["trades", "profit_factor"].Value, 2));
        var chance = sheet["validity", "psr_0"];
        html.Raw("<div class=\"tile\"><span>More than luck?</span><strong class=\"words\"><i class=\"light ");
        html.Raw(Verdict.IsProbable(chance.Value) ? "probable" : "unknown").Raw("\"></i> ");
        html.Text(Verdict.LuckWord(chance.Value)).Raw("</strong><small>PSR ");
        html.Number(chance.Value, null, PageNumber.Decimals(chance.Value, 3)).Line(", one try counted</small></div>");
    }

    private static void Tile(Html html, Figure figure, string shown, string kind, string remark)
    {
        html.Raw("<div class=\"tile\"><span>").Text(figure.Title).Raw("</span><strong>");
        html.Number(figure.Value, figure.Exact, shown, kind);
        html.Raw("</strong><small>").Text(remark).Line("</small></div>");
    }

    private static string Interval(Figure figure) => figure.Interval is { } interval && double.IsFinite(interval.Low)
        ? $"{PageNumber.Decimals(interval.Confidence * 100, 0)} %: {PageNumber.Decimals(interval.Low, 2)} to "
            + $"{PageNumber.Decimals(interval.High, 2)} · "
        : "no interval · ";

    private static string Kind(double value) => value > 0 ? "profit" : value < 0 ? "loss" : "";
}
