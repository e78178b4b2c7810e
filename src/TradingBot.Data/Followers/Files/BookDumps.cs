using System.Globalization;
using System.Text.Json;
using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Segments;

namespace TradingBot.Data.Followers.Files;

/// <summary>
/// Whole books at 00:00 and 12:00 UTC, as ACTS dumps them, with the pair in the name:
/// <c>{"asks":[{"price":"100.5","quantity":1.25},…],"bids":[…]}</c>, best first. They are the snapshots with which
/// hours begin; where the book was not known then, there is none.
/// </summary>
internal static class BookDumps
{
    /// <param name="directory">Where to.</param>
    /// <param name="name">The segment.</param>
    /// <param name="batch">Its rows.</param>
    /// <param name="from">The first row that counts.</param>
    public static void Write(string directory, SegmentName name, SnapshotBatch batch, int from)
    {
        if (name.Hour.HourOfDay is not ("00" or "12"))
            return;
        var rows = Enumerable.Range(from, batch.Count - from)
            .Where(row => batch.Reason.Values[row] == (long)SnapshotReason.Hour).ToList();
        if (rows.Count == 0)
            return;
        var time = string.Create(
            CultureInfo.InvariantCulture, $"{name.Hour.Day:yyyyMMdd}_{name.Hour.HourOfDay}0000");
        var path = Path.Combine(directory, $"order_book_{name.Exchange}-{name.Symbol}_{time}.json");
        var partial = path + RecordingFolder.PartialExtension;
        using (var file = File.Create(partial))
        {
            using (var json = new Utf8JsonWriter(file))
            {
                json.WriteStartObject();
                Write(json, "asks", rows.Where(row => !batch.IsBid.Values[row]));
                Write(json, "bids", rows.Where(row => batch.IsBid.Values[row]));
                json.WriteEndObject();
            }

            file.Flush(flushToDisk: true);
        }

        File.Move(partial, path, overwrite: true);

        void Write(Utf8JsonWriter json, string side, IEnumerable<int> levels)
        {
            json.WriteStartArray(side);
            foreach (var row in levels)
            {
                json.WriteStartObject();
                json.WriteString("price", batch.Price[row].ToString(CultureInfo.InvariantCulture));
                json.WriteNumber("quantity", batch.Quantity[row]);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
    }
}
