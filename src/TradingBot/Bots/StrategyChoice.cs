using System.Text.Json;
using System.Text.Json.Serialization;

namespace TradingBot.Bots;

/// <summary>Which strategy a bot follows. Its exit rules are among the parameters.</summary>
/// <param name="Name">In the catalogue, or the strategy's file, as <c>--strategy</c> takes it.</param>
/// <param name="Parameters">As <c>--set</c> takes them; those that are not there have their defaults.</param>
internal sealed record StrategyChoice(
    string Name, [property: JsonConverter(typeof(ParametersConverter))] IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>The same parameters in any order are the same.</summary>
    public bool Equals(StrategyChoice? other) => other is not null && Name == other.Name
        && Parameters.Count == other.Parameters.Count
        && Parameters.All(one => other.Parameters.TryGetValue(one.Key, out var value) && value == one.Value);

    public override int GetHashCode() => HashCode.Combine(Name, Parameters.Count);
}

/// <summary>An object of JSON, in which a person may also write a number as a number.</summary>
internal sealed class ParametersConverter : JsonConverter<IReadOnlyDictionary<string, string>>
{
    public override IReadOnlyDictionary<string, string> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.EnumerateObject().ToDictionary(one => one.Name, one => one.Value.ValueKind switch
        {
            JsonValueKind.String => one.Value.GetString()!,
            JsonValueKind.Number => one.Value.GetRawText(),
            _ => throw new JsonException($"{one.Name} is neither a text nor a number"),
        });
    }

    public override void Write(
        Utf8JsonWriter writer, IReadOnlyDictionary<string, string> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, text) in value)
            writer.WriteString(name, text);
        writer.WriteEndObject();
    }
}
