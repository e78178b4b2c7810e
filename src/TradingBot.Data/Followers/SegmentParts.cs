using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Manifests;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Segments;

namespace TradingBot.Data.Followers;

/// <summary>A segment's rows in the portions in which stores get them: its row groups.</summary>
/// <param name="folder">The recording's.</param>
/// <param name="name">Which segment.</param>
/// <param name="line">What the manifest says of it.</param>
internal sealed class SegmentParts(RecordingFolder folder, SegmentName name, ManifestLine line)
{
    /// <summary>
    /// Reads what is behind a place. The last portion has the cursor of the whole segment, also where it has no row.
    /// </summary>
    /// <param name="done">Rows that are not wanted again.</param>
    /// <exception cref="RecordingException">It cannot be read, or is not what was sealed.</exception>
    public async IAsyncEnumerable<SegmentRows> ReadAsync(long done)
    {
        FileHash.Require(folder, line); // what a store gets it keeps
        var reader = await SegmentReader.OpenAsync(folder.In(name.Path)).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            var batch = SegmentBatches.Of(name.Kind, reader.Info);
            var end = 0L;
            for (var group = 0; group < reader.Groups; group++)
            {
                var start = end;
                end += reader.RowsOf(group);
                if (end <= done)
                    continue;
                await reader.ReadAsync(group, batch).ConfigureAwait(false);
                var isWhole = end == line.Rows;
                yield return Part(batch, (int)Math.Max(0, done - start), new SeriesCursor(name.Hour, end, isWhole));
                if (isWhole)
                    yield break;
            }

            if (end != line.Rows)
                throw new RecordingException($"{name.Path}: has {end} rows, and the manifest says {line.Rows}");
            batch.Clear();
            yield return Part(batch, first: 0, new SeriesCursor(name.Hour, end, IsWhole: true));

            SegmentRows Part(RowBatch rows, int first, SeriesCursor after) =>
                new(name, reader.Info, rows, first, after);
        }
    }
}
