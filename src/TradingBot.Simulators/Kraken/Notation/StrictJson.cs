using System.Text.Json;

namespace TradingBot.Simulators.Kraken.Notation;

/// <summary>Reads what a client sent. What is returned can be read to the last string without an exception.</summary>
internal static class StrictJson
{
    /// <summary>The value; null when the bytes are not JSON, or have a string that is no text.</summary>
    public static JsonElement? Parse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            // bytes that are no UTF-8, and halves of surrogate pairs, are found only when a string is made
            var reader = new Utf8JsonReader(bytes.Span);
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                    reader.GetString();
            }

            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.Clone();
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
