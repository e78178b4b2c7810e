using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Kraken.Notation;
using TradingBot.Exchanges.Kraken.Rest.Wire;

namespace TradingBot.Exchanges.Kraken.Rest;

/// <summary>From the bytes of <c>result</c> to what was asked for.</summary>
internal static class RestAnswers
{
    /// <summary>
    /// A result of another form than documented is <see cref="Answer{T}.Unknown"/>: an order may well be placed.
    /// </summary>
    public static async Task<Answer<T>> As<T>(this Task<Answer<ReadOnlyMemory<byte>>> sending, JsonTypeInfo<T> form)
        where T : class =>
        Parse(await sending.ConfigureAwait(false), json => Whole(JsonSerializer.Deserialize(json.Span, form)));

    /// <summary>The same for the row answers.</summary>
    public static async Task<Answer<PairRows<T>>> AsRows<T>(
        this Task<Answer<ReadOnlyMemory<byte>>> sending, RowReader<T> readRow) =>
        Parse(await sending.ConfigureAwait(false), json => PairRows<T>.Read(json.Span, readRow));

    /// <summary>
    /// The same where a result of another form is <see cref="Answer{T}.Rejected"/>: the line was whole, so another
    /// attempt would bring the same.
    /// </summary>
    public static async Task<Answer<PairRows<T>>> AsProvenRows<T>(
        this Task<Answer<ReadOnlyMemory<byte>>> sending, RowReader<T> readRow)
    {
        var answer = await sending.ConfigureAwait(false);
        try
        {
            return answer.Map(json => PairRows<T>.Read(json.Span, readRow));
        }
        catch (JsonException failure)
        {
            return new Answer<PairRows<T>>.Rejected(new ExchangeError(
                $"a result of unknown form: {ExchangeText.Clean(failure.Message)}",
                ErrorEffect.NotDone,
                RetryAdvice.Never));
        }
    }

    // The serializer lets a null stand where a dictionary's value should be.
    private static T Whole<T>(T? result)
        where T : class =>
        result is null || (result is IDictionary rows && rows.Values.Cast<object?>().Contains(null))
            ? throw JsonValues.Wrong("a result")
            : result;

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
