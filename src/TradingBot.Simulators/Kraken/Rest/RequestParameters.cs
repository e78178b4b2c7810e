using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using TradingBot.Simulators.Kraken.Notation;

namespace TradingBot.Simulators.Kraken.Rest;

/// <summary>
/// The parameters of a request from its query, form or JSON body, all as text. Nested JSON is written as a form would:
/// <c>close[price]</c>, <c>orders[0][price]</c>; a list of plain values is joined by commas.
/// </summary>
internal sealed class RequestParameters
{
    /// <summary>The largest price or volume that is looked at.</summary>
    public const decimal LargestAmount = 1e12m;

    private readonly Dictionary<string, string> _values;

    private RequestParameters(Dictionary<string, string> values) => _values = values;

    /// <summary>Reads a query or a form: <c>a=1&amp;b=2</c>.</summary>
    public static RequestParameters OfForm(string text) => new(QueryHelpers.ParseQuery(text)
        .ToDictionary(pair => pair.Key, pair => string.Join(',', pair.Value.ToArray()), StringComparer.Ordinal));

    /// <summary>Reads a JSON object.</summary>
    /// <exception cref="KrakenRefusal">It is not one.</exception>
    public static RequestParameters OfJson(ReadOnlyMemory<byte> body)
    {
        if (StrictJson.Parse(body) is not { ValueKind: JsonValueKind.Object } root)
            throw new KrakenRefusal("EAPI:Bad request");
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in root.EnumerateObject())
            Flatten(property.Name, property.Value, values);
        return new RequestParameters(values);
    }

    /// <summary>Null when it is missing or empty.</summary>
    public string? Text(string name) => _values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <exception cref="KrakenRefusal">It is missing.</exception>
    public string Required(string name) => Text(name) ?? throw KrakenRefusal.Argument(name);

    /// <exception cref="KrakenRefusal">It is no number.</exception>
    public decimal? Decimal(string name)
    {
        if (Text(name) is not { } text)
            return null;
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw KrakenRefusal.Argument(name);
    }

    /// <summary>A volume: a number that no product of prices and volumes overflows with.</summary>
    /// <exception cref="KrakenRefusal">It is no number, or beyond all reason.</exception>
    public decimal? Amount(string name) => Decimal(name) is { } amount
        ? Math.Abs(amount) <= LargestAmount ? amount : throw KrakenRefusal.Argument(name)
        : null;

    /// <exception cref="KrakenRefusal">It is no whole number of 32 bits.</exception>
    public int? Integer(string name)
    {
        if (Text(name) is not { } text)
            return null;
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw KrakenRefusal.Argument(name);
    }

    /// <summary>True or false, in capitals or not, or 1 or 0.</summary>
    /// <exception cref="KrakenRefusal">It is another text, whose meaning is unclear.</exception>
    public bool Flag(string name, bool otherwise = false) => Text(name)?.ToUpperInvariant() switch
    {
        null => otherwise,
        "TRUE" or "1" => true,
        "FALSE" or "0" => false,
        _ => throw KrakenRefusal.Argument(name),
    };

    /// <summary>One of some words; the first when it is missing.</summary>
    /// <exception cref="KrakenRefusal">It is not one of them.</exception>
    public string Word(string name, params ReadOnlySpan<string> words) => Text(name) is not { } text ? words[0]
        : words.Contains(text) ? text
        : throw KrakenRefusal.Argument(name);

    /// <summary>The values of a list separated by commas; empty when it is missing.</summary>
    public IReadOnlyList<string> List(string name) =>
        Text(name)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    /// <summary>The parameters inside a nested one: <c>close</c> of <c>close[price]</c>.</summary>
    public RequestParameters Nested(string name) => new(_values
        .Where(pair => pair.Key.StartsWith(name + "[", StringComparison.Ordinal))
        .ToDictionary(pair => Inner(pair.Key[name.Length..]), pair => pair.Value, StringComparer.Ordinal));

    public bool IsEmpty => _values.Count == 0;

    /// <summary>
    /// <c>[0][price]</c> → <c>price</c> under <c>0</c>: the first bracket's content, the others kept.
    /// </summary>
    private static string Inner(string brackets)
    {
        var end = brackets.IndexOf(']', StringComparison.Ordinal);
        return end < 0 ? brackets : brackets[1..end] + brackets[(end + 1)..];
    }

    private static void Flatten(string name, JsonElement value, Dictionary<string, string> values)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                    Flatten($"{name}[{property.Name}]", property.Value, values);
                break;
            case JsonValueKind.Array when value.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Object):
                foreach (var (item, index) in value.EnumerateArray().Select((item, index) => (item, index)))
                    Flatten($"{name}[{index}]", item, values);
                break;
            case JsonValueKind.Array:
                values[name] = string.Join(',', value.EnumerateArray().Select(item => item.ToString()));
                break;
            case JsonValueKind.Null:
                break;
            case JsonValueKind.True or JsonValueKind.False:
                values[name] = value.GetBoolean() ? "true" : "false";
                break;
            default:
                values[name] = value.ToString();
                break;
        }
    }
}
