using System.Text.Json;
using System.Text.Json.Serialization;
using TradingBot.Core.Market;
using TradingBot.Input;

namespace TradingBot.Bots;

/// <summary>The length of a candle is a number of minutes in JSON; a person may write <c>"1h"</c> instead.</summary>
internal sealed class PeriodConverter : JsonConverter<int>
{
    /// <summary>What is wrong with a value, and what is allowed; null where it is one.</summary>
    public static string? Problem(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetInt32(out _) => null,
        JsonValueKind.String when Timeframe.Parse(value.GetString()!) is not null => null,
        _ => $"{value.GetRawText()} is not allowed; use {OptionValues.Periods}",
    };

    public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number)
            return reader.GetInt32();
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
        return Timeframe.Parse(text)?.Minutes
            ?? throw new JsonException($"'{text}' is not allowed; use {OptionValues.Periods}");
    }

    public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value);
}
