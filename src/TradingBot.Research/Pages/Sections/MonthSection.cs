using System.Globalization;
using TradingBot.Research.Tearsheets;

namespace TradingBot.Research.Pages.Sections;

/// <summary>Months by years, coloured by how much they made; on a phone the years go across.</summary>
internal static class MonthSection
{
    private const double FullColour = 0.30;

    public static void Write(Html html, Tearsheet sheet)
    {
        var group = sheet["periods"];
        var months = Values(group, "months");
        var years = Values(group, "years");
        html.Card("months", "Months", "return in %, colour full at ±30");
        if (years.Count == 0)
        {
            html.Line("<p>No whole day is over.</p></section>");
            return;
        }

        html.Line("<div class=\"wide\"><table class=\"months\"><thead><tr><th>Year</th>");
        for (var month = 1; month <= 12; month++)
            html.Raw($"<th>{CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedMonthName(month)}</th>");
        html.Line("<th>Year</th></tr></thead><tbody>");
        foreach (var (year, sum) in years)
        {
            html.Raw("<tr><th>").Text(year).Raw("</th>");
            for (var month = 1; month <= 12; month++)
                Cell(html, months.GetValueOrDefault(string.Create(
                    CultureInfo.InvariantCulture, $"{year}-{month:00}"), double.NaN));
            Cell(html, sum, "sum");
            html.Line("</tr>");
        }

        html.Line("</tbody></table></div></section>");
    }

    private static void Cell(Html html, double value, string kind = "")
    {
        if (double.IsNaN(value))
        {
            html.Raw("<td></td>");
            return;
        }

        var colour = value > 0 ? "profit" : value < 0 ? "loss" : "";
        // Half of the colour at most: the number stays readable.
        var share = (int)Math.Round(Math.Min(Math.Abs(value) / FullColour, 1) * 50);
        html.Raw($"<td class=\"{kind} {colour}\"");
        html.Raw(kind.Length == 0 ? string.Create(CultureInfo.InvariantCulture, $" style=\"--mix:{share}%\">") : ">");
        var shown = PageNumber.Signed(value, PageNumber.Decimals(value * 100, Math.Abs(value) >= 10 ? 0 : 1));
        html.Number(value, null, shown).Raw("</td>");
    }

    private static Dictionary<string, double> Values(FigureGroup group, string table) => group.Tables
        .Single(one => one.Name == table).Rows.ToDictionary(row => row[0].Text!, row => row[1].Value);
}
