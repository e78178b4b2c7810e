using TradingBot.Research.Tearsheets;

namespace TradingBot.Research.Pages.Sections;

/// <summary>Groups of figures and tables as they come: a new figure needs no line here.</summary>
internal static class FigureSection
{
    private const string DrawdownTable = "worst_drawdowns";
    private const int FewRows = 15;

    /// <summary>What has a place of its own on the page.</summary>
    private static readonly string[] Elsewhere = [DrawdownTable, "months", "years"];

    public static void WriteDrawdowns(Html html, Tearsheet sheet)
    {
        var table = sheet["risk"].Tables.Single(one => one.Name == DrawdownTable);
        html.Card("drawdowns", "The ten worst falls", table.Convention);
        if (table.Rows.Count == 0)
            html.Line("<p>The daily equity never stood below its peak.</p>");
        else
            Table(html, table);
        html.Line("</section>");
    }

    public static void WriteGroups(Html html, Tearsheet sheet)
    {
        html.Line("<div class=\"groups\" id=\"figures\">");
        foreach (var group in sheet.Groups)
        {
            var tables = group.Tables.Where(table => !Elsewhere.Contains(table.Name)).ToList();
            if (group.Figures.Count + tables.Count == 0)
                continue;
            html.Card("group-" + group.Name, group.Title, "");
            if (group.Figures.Count > 0)
                Figures(html, group.Figures);
            foreach (var table in tables)
            {
                html.Raw(table.Rows.Count > FewRows ? "<details>" : "<details open>").Raw("<summary>");
                html.Text(table.Title).Raw(" <small>").Text(table.Convention).Line("</small></summary>");
                Table(html, table);
                html.Line("</details>");
            }

            html.Line("</section>");
        }

        html.Line("</div>");
    }

    /// <summary>Colour means money: a loss or a gain, in words or by its sign too.</summary>
    private static string Kind(double value, FigureUnit unit) => unit switch
    {
        FigureUnit.Money or FigureUnit.Fraction when value < 0 => "loss",
        _ => "",
    };

    private static void Figures(Html html, IReadOnlyList<Figure> figures)
    {
        html.Line("<table class=\"figures\"><tbody>");
        foreach (var figure in figures)
        {
            html.Raw("<tr><th scope=\"row\">").Text(figure.Title).Raw("<small>").Text(figure.Convention);
            html.Raw("</small></th><td>");
            html.Number(
                figure.Value, figure.Exact, PageNumber.Of(figure.Value, figure.Unit), Kind(figure.Value, figure.Unit));
            if (figure.Interval is { } interval && double.IsFinite(interval.Low))
            {
                html.Raw("<small>").Text($"{PageNumber.Decimals(interval.Confidence * 100, 0)} %: ");
                html.Text($"{PageNumber.Of(interval.Low, figure.Unit)} to {PageNumber.Of(interval.High, figure.Unit)}");
                html.Raw("</small>");
            }

            html.Line("</td></tr>");
        }

        html.Line("</tbody></table>");
    }

    private static void Table(Html html, FigureTable table)
    {
        html.Raw("<div class=\"wide\"><table><thead><tr>");
        foreach (var column in table.Columns)
            html.Raw(column.Unit == FigureUnit.Text ? "<th class=\"words\">" : "<th>").Text(column.Title).Raw("</th>");
        html.Line("</tr></thead><tbody>");
        foreach (var row in table.Rows)
        {
            html.Raw("<tr>");
            for (var i = 0; i < row.Count; i++)
                Cell(html, row[i], table.Columns[i].Unit);
            html.Line("</tr>");
        }

        html.Line("</tbody></table></div>");
    }

    private static void Cell(Html html, FigureCell cell, FigureUnit unit)
    {
        if (cell.Text is { } words)
            html.Raw("<td class=\"words\">").Text(words);
        else
            html.Raw("<td>").Number(cell.Value, cell.Exact, PageNumber.Of(cell.Value, unit), Kind(cell.Value, unit));
        html.Raw("</td>");
    }
}
