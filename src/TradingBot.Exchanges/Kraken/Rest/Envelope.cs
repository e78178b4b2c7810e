using System.Text.Json;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Kraken.Notation;
using TradingBot.Exchanges.Kraken.Rest.Wire;

namespace TradingBot.Exchanges.Kraken.Rest;

/// <summary>The frame around every answer: <c>{"error":[…],"result":…}</c>.</summary>
internal static class Envelope
{
    /// <summary>What the body of an answer with any HTTP status says.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The whole body.</param>
    /// <returns>A success holds the bytes of <c>result</c>.</returns>
    public static Answer<ReadOnlyMemory<byte>> Read(int status, ReadOnlyMemory<byte> body)
    {
        // A status other than 200 means trouble on the way; what a gateway says about an order proves nothing.
        if (status >= 500)
            return Of(KrakenErrors.ReadStatus(status));
        if (!TryRead(body, out var texts, out var result))
            return status is >= 200 and < 300
                ? new Answer<ReadOnlyMemory<byte>>.Unknown($"HTTP {status} with a body that is not a Kraken response")
                : Of(KrakenErrors.ReadStatus(status));
        var errors = texts.Where(text => !text.StartsWith('W')).ToList();
        if (errors.Count > 0)
            return Of(KrakenErrors.Read(errors));
        if (status is < 200 or >= 300)
            return Of(KrakenErrors.ReadStatus(status));
        return result is { } value
            ? new Answer<ReadOnlyMemory<byte>>.Success(value, [.. texts.Select(ExchangeText.Clean)])
            : new Answer<ReadOnlyMemory<byte>>.Unknown("an answer with neither error nor result");
    }

    private static Answer<ReadOnlyMemory<byte>> Of(ExchangeError error) => error.Effect == ErrorEffect.Unknown
        ? new Answer<ReadOnlyMemory<byte>>.Unknown(error.Text, error)
        : new Answer<ReadOnlyMemory<byte>>.Rejected(error);

    private static bool TryRead(
        ReadOnlyMemory<byte> body, out IReadOnlyList<string> texts, out ReadOnlyMemory<byte>? result)
    {
        texts = [];
        result = null;
        var hasErrors = false;
        try
        {
            var reader = new Utf8JsonReader(body.Span);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isError = JsonValues.Is(ref reader, "error"u8);
                var isResult = JsonValues.Is(ref reader, "result"u8);
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                var value = body[start..(int)reader.BytesConsumed];
                if (isError)
                {
                    var all = JsonSerializer.Deserialize(value.Span, RestJson.Default.StringArray) ?? [];
                    texts = [.. all.OfType<string>()];
                    hasErrors = true;
                }
                else if (isResult && !value.Span.SequenceEqual("null"u8))
                {
                    result = value;
                }
            }

            // Anything after the object is not Kraken's: a truncated or doubled body is not an answer.
            return hasErrors && reader.TokenType == JsonTokenType.EndObject && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
