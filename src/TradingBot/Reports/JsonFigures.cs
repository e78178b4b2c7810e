using System.Text.Json;
using TradingBot.Input;
using TradingBot.Research.Tearsheets;

namespace TradingBot.Reports;

/// <summary>
/// The tear sheet in <c>report.json</c>: an object for each group, in it one for each figure and each table, and in
/// each of these the sentence that says how to read it. Null: not computable.
/// </summary>
internal static class JsonFigures
{
    public static void Write(Utf8JsonWriter json, Tearsheet sheet)
    {
        json.WriteStartObject("figures");
        foreach (var group in sheet.Groups)
        {
            json.WriteStartObject(group.Name);
            foreach (var figure in group.Figures)
                Write(json, figure);
            foreach (var table in group.Tables)
                Write(json, table);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Figure figure)
    {
        json.WriteStartObject(figure.Name);
        json.WriteString("title", figure.Title);
        json.WritePropertyName("value");
        Value(json, figure.Unit, figure.Value, figure.Exact);
        json.WriteString("unit", NameOf(figure.Unit));
        if (figure.Interval is { } interval)
        {
            json.WriteStartObject("interval");
            json.WriteNumber("confidence", interval.Confidence);
            json.WritePropertyName("low");
            Value(json, figure.Unit, interval.Low);
            json.WritePropertyName("high");
            Value(json, figure.Unit, interval.High);
            json.WriteEndObject();
        }

        json.WriteString("convention", figure.Convention);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, FigureTable table)
    {
        json.WriteStartObject(table.Name);
        json.WriteString("title", table.Title);
        json.WriteString("convention", table.Convention);
        json.WriteStartObject("units");
        foreach (var column in table.Columns)
            json.WriteString(column.Name, NameOf(column.Unit));
        json.WriteEndObject();
        json.WriteStartArray("rows");
        foreach (var row in table.Rows)
        {
            json.WriteStartObject();
            for (var i = 0; i < row.Count; i++)
            {
                json.WritePropertyName(table.Columns[i].Name);
                if (row[i].Text is { } text)
                    json.WriteStringValue(text);
                else
                    Value(json, table.Columns[i].Unit, row[i].Value, row[i].Exact);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Value(Utf8JsonWriter json, FigureUnit unit, double value, decimal? exact = null)
    {
        if (exact is { } digits)
            json.WriteNumberValue(digits);
        else if (!double.IsFinite(value))
            json.WriteNullValue();
        else if (unit == FigureUnit.Time)
            json.WriteStringValue(Display.Time((long)value));
        else if (unit == FigureUnit.YesNo)
            json.WriteBooleanValue(value != 0);
        else
            json.WriteNumberValue(value);
    }

    private static string NameOf(FigureUnit unit) => unit switch
    {
        FigureUnit.Fraction => "fraction",
        FigureUnit.Ratio => "ratio",
        FigureUnit.Money => "money",
        FigureUnit.Days => "days",
        FigureUnit.Seconds => "seconds",
        FigureUnit.Count => "count",
        FigureUnit.Time => "time",
        FigureUnit.YesNo => "yes_no",
        FigureUnit.Text => "text",
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "a unit without a name in JSON"),
    };
}
