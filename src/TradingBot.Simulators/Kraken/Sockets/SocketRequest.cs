using System.Text.Json;
using TradingBot.Simulators.Kraken.Notation;
using TradingBot.Simulators.Kraken.Rest;

namespace TradingBot.Simulators.Kraken.Sockets;

/// <summary>
/// A message from a client. Numbers must be JSON numbers: Kraken refuses one in quotes with
/// <c>Limit_price field must be a number_float</c>.
/// </summary>
/// <param name="method">What is asked.</param>
/// <param name="id">To be repeated in the answer; null: none.</param>
/// <param name="parameters">An object, or nothing.</param>
internal sealed class SocketRequest(string method, long? id, JsonElement parameters)
{
    public string Method => method;

    public long? Id => id;

    /// <summary>Reads a message.</summary>
    /// <exception cref="KrakenRefusal">It is no JSON object with a method.</exception>
    public static SocketRequest Parse(ReadOnlyMemory<byte> message)
    {
        var root = StrictJson.Parse(message) ?? throw new KrakenRefusal("Malformed request");
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("method", out var method) || method.ValueKind != JsonValueKind.String)
        {
            throw new KrakenRefusal("Method(s) not found");
        }

        long? id = null;
        if (root.TryGetProperty("req_id", out var given))
        {
            id = given.ValueKind == JsonValueKind.Number && given.TryGetInt64(out var number)
                ? number
                : throw new KrakenRefusal("Req_id field must be an integer");
        }

        root.TryGetProperty("params", out var parameters);
        return new SocketRequest(method.GetString()!, id, parameters);
    }

    /// <summary>Null when it is missing.</summary>
    /// <exception cref="KrakenRefusal">It is no text.</exception>
    public string? Text(string name) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw Wrong(name, "a string");

    /// <exception cref="KrakenRefusal">It is no number.</exception>
    public decimal? Number(string name) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number)
            && Math.Abs(number) <= RequestParameters.LargestAmount ? number
        : throw Wrong(name, "a number_float");

    /// <exception cref="KrakenRefusal">It is no whole number.</exception>
    public int? Integer(string name) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number
        : throw Wrong(name, "an integer");

    /// <exception cref="KrakenRefusal">It is neither true nor false.</exception>
    public bool Flag(string name, bool otherwise = false) => Find(name) is not { } value ? otherwise
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : throw Wrong(name, "a boolean");

    /// <summary>The texts of a list; empty when it is missing.</summary>
    /// <exception cref="KrakenRefusal">It is no list of texts.</exception>
    public IReadOnlyList<string> Texts(string name)
    {
        if (Find(name) is not { } value)
            return [];
        if (value.ValueKind != JsonValueKind.Array
            || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
        {
            throw Wrong(name, "an array of strings");
        }

        return [.. value.EnumerateArray().Select(item => item.GetString()!)];
    }

    /// <summary>The numbers of a list; empty when it is missing.</summary>
    /// <exception cref="KrakenRefusal">It is no list of whole numbers.</exception>
    public IReadOnlyList<int> Integers(string name)
    {
        if (Find(name) is not { } value)
            return [];
        if (value.ValueKind != JsonValueKind.Array
            || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.Number || !item.TryGetInt32(out _)))
        {
            throw Wrong(name, "an array of integers");
        }

        return [.. value.EnumerateArray().Select(item => item.GetInt32())];
    }

    /// <summary>The objects of a list, each read as a request of its own; empty when it is missing.</summary>
    public IReadOnlyList<SocketRequest> Objects(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Array } value
            ? [.. value.EnumerateArray().Select(item => new SocketRequest(method, id, item))]
            : [];

    /// <summary>An object inside the parameters; null when it is missing.</summary>
    public SocketRequest? Nested(string name) => Find(name) is { } value ? new SocketRequest(method, id, value) : null;

    /// <summary>One of some words; the first when it is missing.</summary>
    /// <exception cref="KrakenRefusal">It is not one of them.</exception>
    public string Word(string name, params ReadOnlySpan<string> words) => Text(name) is not { } text ? words[0]
        : words.Contains(text) ? text
        : throw KrakenRefusal.Argument(name);

    /// <summary>Refuses unknown fields.</summary>
    /// <exception cref="KrakenRefusal">There is one that is not among these.</exception>
    public void HasOnly(IReadOnlySet<string> names)
    {
        if (parameters.ValueKind != JsonValueKind.Object)
            return;
        foreach (var field in parameters.EnumerateObject().Where(field => !names.Contains(field.Name)))
        {
            throw new KrakenRefusal(
                $"Unsupported field: '{field.Name}' for the given msg type: {method.Replace('_', ' ')}");
        }
    }

    /// <summary>A time in RFC 3339; null when it is missing.</summary>
    /// <exception cref="KrakenRefusal">It is not one.</exception>
    public DateTime? Time(string name) => Text(name) is { } text
        ? UnixTime.Parse(text) ?? throw KrakenRefusal.Argument(name)
        : null;

    private JsonElement? Find(string name) =>
        parameters.ValueKind == JsonValueKind.Object && parameters.TryGetProperty(name, out var value)
        && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    private static KrakenRefusal Wrong(string name, string form) =>
        new($"{char.ToUpperInvariant(name[0])}{name[1..]} field must be {form}");
}
