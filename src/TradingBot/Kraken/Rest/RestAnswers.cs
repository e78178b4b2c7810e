using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TradingBot.Kraken.Rest.Wire;

namespace TradingBot.Kraken.Rest;

/// <summary>From the bytes of <c>result</c> to what was asked for.</summary>
internal static class RestAnswers
{
    /// <summary>
    /// A result of another form than documented is <see cref="Answer{T}.Unknown"/>: an order may well be placed.
    /// </summary>
    public static async Task<Answer<T>> As<T>(this Task<Answer<ReadOnlyMemory<byte>>> sending, JsonTypeInfo<T> form)
        where T : class =>
        Parse(await sending.ConfigureAwait(false), json =>
            JsonSerializer.Deserialize(json.Span, form) ?? throw JsonValues.Wrong("a result"));

    /// <summary>The same for the row answers.</summary>
    public static async Task<Answer<PairRows<T>>> AsRows<T>(
        this Task<Answer<ReadOnlyMemory<byte>>> sending, RowReader<T> readRow) =>
        Parse(await sending.ConfigureAwait(false), json => PairRows<T>.Read(json.Span, readRow));

    private static Answer<T> Parse<T>(Answer<ReadOnlyMemory<byte>> answer, Func<ReadOnlyMemory<byte>, T> parse)
    {
        try
        {
            return answer.Map(parse);
        }
        catch (JsonException failure)
        {
            // Path and line of the failure; neither holds a value.
            return new Answer<T>.Unknown(
                $"a result of unknown form at {failure.Path} byte {failure.BytePositionInLine}");
        }
    }
}
