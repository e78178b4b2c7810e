using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using TradingBot.Data.Recordings.Rows;

namespace TradingBot.Data.Followers;

/// <summary>
/// A whole book as JSON, <c>{"bids":[["100.5","1.25000000"],…],"asks":[…]}</c>, best first. Numbers are texts: a
/// reader's floating point would lose digits.
/// </summary>
internal static class BookJson
{
    /// <param name="batch">Has the book's rows.</param>
    /// <param name="from">Index of the first.</param>
    /// <param name="to">That behind the last.</param>
    public static string Text(SnapshotBatch batch, int from, int to)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            Write(json, "bids", isBid: true);
            Write(json, "asks", isBid: false);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);

        void Write(Utf8JsonWriter json, string side, bool isBid)
        {
            json.WriteStartArray(side);
            for (var row = from; row < to; row++)
            {
                if (batch.IsBid.Values[row] != isBid)
                    continue;
                json.WriteStartArray();
                json.WriteStringValue(batch.Price[row].ToString(CultureInfo.InvariantCulture));
                json.WriteStringValue(batch.Quantity[row].ToString(CultureInfo.InvariantCulture));
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }
    }
}
