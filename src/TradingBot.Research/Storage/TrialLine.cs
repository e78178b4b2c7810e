using System.Globalization;
using System.Text;

namespace TradingBot.Research.Storage;

/// <summary>
/// A line of <c>trials.csv</c>: fields between commas; one with a comma or a quote stands in quotes, as spreadsheets
/// expect it.
/// </summary>
internal static class TrialLine
{
    public static string Of(IEnumerable<string> fields) => string.Join(',', fields.Select(Quoted));

    /// <returns>The fields; null where a quote is not closed.</returns>
    public static List<string>? Split(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var isQuoted = false;
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] != '"')
            {
                if (line[at] == ',' && !isQuoted)
                    End();
                else
                    field.Append(line[at]);
            }
            else if (isQuoted && at + 1 < line.Length && line[at + 1] == '"')
            {
                field.Append(line[at++]);
            }
            else
            {
                isQuoted = !isQuoted;
            }
        }

        End();
        return isQuoted ? null : fields;

        void End()
        {
            fields.Add(field.ToString());
            field.Clear();
        }
    }

    /// <summary>Every digit; empty for what could not be computed.</summary>
    public static string Figure(double value) =>
        double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : Infinite(value);

    /// <returns>Null for what is no figure.</returns>
    public static double? ParseFigure(string text) =>
        text.Length == 0 ? double.NaN
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value
        : null;

    private static string Infinite(double value) =>
        double.IsNaN(value) ? "" : value > 0 ? "Infinity" : "-Infinity";

    private static string Quoted(string field) => field.AsSpan().ContainsAny(",\"\r\n")
        ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : field;
}
