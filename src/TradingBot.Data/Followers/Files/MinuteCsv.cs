using System.Globalization;
using System.Text;
using TradingBot.Data.Recordings.Rows;

namespace TradingBot.Data.Followers.Files;

/// <summary>Minutes as CSV: one line each, every digit, an empty field where there is no figure.</summary>
internal static class MinuteCsv
{
    /// <summary>Adds rows to a day's file; a new one begins with a line of names.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rows">Minutes.</param>
    /// <param name="length">What is known of the file; the rest is cut off.</param>
    /// <returns>How long it is now; it is on the disk.</returns>
    public static long Append(string path, SegmentRows rows, long length)
    {
        var batch = (MinuteBatch)rows.Batch;
        var text = new StringBuilder();
        for (var row = rows.First; row < batch.Count; row++)
            Append(text, batch, row);
        var names = string.Join(',', batch.Columns.Skip(1).Select(column => column.Name));
        return DayFile.Append(path, $"time,{names}\n", text, length);
    }

    private static void Append(StringBuilder text, MinuteBatch batch, int row)
    {
        var minute = DateTime.UnixEpoch.AddTicks(batch.Minute.Values[row] * TimeSpan.TicksPerMicrosecond);
        text.Append(CultureInfo.InvariantCulture, $"{minute:yyyy-MM-dd'T'HH:mm:ss'Z'},{batch.LastMessage.Values[row]},")
            .Append(CultureInfo.InvariantCulture, $"{batch.ExchangeMicros[row]},")
            .Append(batch.IsCovered.Values[row] ? "1," : "0,")
            .Append(CultureInfo.InvariantCulture, $"{batch.BestBid[row]},{batch.BestAsk[row]}");
        foreach (var figure in batch.Figures)
        {
            text.Append(',');
            if (!double.IsNaN(figure.Values[row]))
                text.Append(CultureInfo.InvariantCulture, $"{figure.Values[row]}");
        }

        text.Append('\n');
    }
}
