using System.Text.Json;
using TradingBot.Exchanges.Kraken.Notation;

namespace TradingBot.Exchanges.Kraken.Rest.Wire;

/// <summary>The form OHLC, Trades and Spread share: <c>{"XXBTZUSD": [rows], "last": …}</c>.</summary>
/// <param name="Pair">The pair's id.</param>
/// <param name="Rows">Rising in time.</param>
/// <param name="Last">
/// Where to go on, in the endpoint's own unit: nanoseconds of the last row for Trades, seconds of the last finished
/// interval for OHLC, seconds for Spread. Null where the field is empty: the end of the tape.
/// </param>
internal sealed record PairRows<T>(string Pair, T[] Rows, long? Last)
{
    /// <exception cref="JsonException">Another form.</exception>
    public static PairRows<T> Read(ReadOnlySpan<byte> json, RowReader<T> readRow)
    {
        var reader = new Utf8JsonReader(json);
        JsonValues.Advance(ref reader);
        JsonValues.Expect(ref reader, JsonTokenType.StartObject);
        string? pair = null;
        List<T> rows = [];
        long? last = null;
        while (JsonValues.NextProperty(ref reader))
        {
            if (JsonValues.Is(ref reader, "last"u8))
            {
                JsonValues.Advance(ref reader);
                last = reader.ValueSpan.IsEmpty ? null : JsonValues.Long(ref reader);
                continue;
            }

            pair = JsonValues.Name(ref reader);
            JsonValues.Advance(ref reader);
            JsonValues.Expect(ref reader, JsonTokenType.StartArray);
            while (JsonValues.NextElement(ref reader))
            {
                JsonValues.Expect(ref reader, JsonTokenType.StartArray);
                rows.Add(readRow(ref reader));
            }
        }

        return new PairRows<T>(pair ?? throw JsonValues.Wrong("a pair"), [.. rows], last);
    }
}
