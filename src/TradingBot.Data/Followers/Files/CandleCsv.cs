using System.Globalization;
using System.Text;
using TradingBot.Data.Recordings.Rows;

namespace TradingBot.Data.Followers.Files;

/// <summary>The exchange's candles as CSV: one line each, every digit, in the order in which they ended.</summary>
internal static class CandleCsv
{
    /// <summary>Adds rows to a day's file; a new one begins with a line of names.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rows">Candles.</param>
    /// <param name="length">What is known of the file; the rest is cut off.</param>
    /// <returns>How long it is now; it is on the disk.</returns>
    public static long Append(string path, SegmentRows rows, long length)
    {
        var batch = (CandleBatch)rows.Batch;
        var columns = batch.Columns.Skip(1).ToList();
        var text = new StringBuilder();
        for (var row = rows.First; row < batch.Count; row++)
        {
            var begin = DateTime.UnixEpoch.AddTicks(batch.BeginMicros.Values[row] * TimeSpan.TicksPerMicrosecond);
            text.Append(CultureInfo.InvariantCulture, $"{begin:yyyy-MM-dd'T'HH:mm:ss'Z'}");
            foreach (var column in columns)
                text.Append(',').Append(column.Text(row));
            text.Append('\n');
        }

        return DayFile.Append(path, $"time,{string.Join(',', columns.Select(column => column.Name))}\n", text, length);
    }
}
