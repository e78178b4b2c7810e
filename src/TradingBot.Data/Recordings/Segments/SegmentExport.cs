using TradingBot.Data.Recordings.Rows;

namespace TradingBot.Data.Recordings.Segments;

/// <summary>Rows of segments as CSV, every digit of them, with a line of names at the beginning.</summary>
/// <param name="folder">The recording's.</param>
internal sealed class SegmentExport(RecordingFolder folder)
{
    private const char Comma = ',';
    private const int RowsBetweenLooks = 1024;

    /// <summary>Writes the rows of one pair and kind.</summary>
    /// <param name="output">Gets the text.</param>
    /// <param name="names">Of one kind, in the order of their hours.</param>
    /// <param name="stop">Ends it; what was written is then a part.</param>
    /// <returns>How many rows.</returns>
    /// <exception cref="RecordingException">A segment cannot be read.</exception>
    public async Task<long> WriteAsync(TextWriter output, IEnumerable<SegmentName> names, CancellationToken stop)
    {
        var rows = 0L;
        var hasNames = false;
        foreach (var name in names)
        {
            var groups = SegmentReader.GroupsAsync(folder.In(name.Path), info => BatchOf(name, info));
            await foreach (var batch in groups.ConfigureAwait(false))
            {
                Write(output, batch, stop);
                rows += batch.Count;
            }
        }

        return rows;

        // A segment without rows has columns too.
        RowBatch BatchOf(SegmentName name, SegmentInfo info)
        {
            var batch = SegmentBatches.Of(name.Kind, info);
            if (!hasNames)
                output.WriteLine(string.Join(Comma, batch.Columns.Select(column => column.Name)));
            hasNames = true;
            return batch;
        }
    }

    private static void Write(TextWriter output, RowBatch batch, CancellationToken stop)
    {
        for (var row = 0; row < batch.Count; row++)
        {
            if (row % RowsBetweenLooks == 0)
                stop.ThrowIfCancellationRequested();
            for (var i = 0; i < batch.Columns.Count; i++)
            {
                if (i > 0)
                    output.Write(Comma);
                output.Write(batch.Columns[i].Text(row));
            }

            output.WriteLine();
        }
    }
}
