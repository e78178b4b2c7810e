using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Segments;

namespace TradingBot.Data.Recordings.Checks;

/// <summary>
/// Holds the trade ids of one pair, hour after hour, against its gaps: none may come twice, and each that is missing
/// has to be in a gap.
/// </summary>
internal sealed class TradeCheck(RecordingFolder folder, VerifyReport report)
{
    private readonly IdRanges _ids = new();
    private readonly List<(long Last, long Next)> _gaps = [];

    /// <exception cref="RecordingException">The segment cannot be read.</exception>
    public async Task TakeTradesAsync(SegmentName trades)
    {
        var groups = SegmentReader.GroupsAsync(folder.In(trades.Path), _ => new IdBatch());
        await foreach (var batch in groups.ConfigureAwait(false))
        {
            report.Trades += batch.Count;
            foreach (var id in batch.Id.Values.AsSpan(0, batch.Count))
            {
                if (!_ids.Add(id))
                    report.Add(trades.Path, $"trade {id} is there twice");
            }
        }
    }

    /// <exception cref="RecordingException">The segment cannot be read.</exception>
    public async Task TakeGapsAsync(SegmentName gaps)
    {
        var groups = SegmentReader.GroupsAsync(folder.In(gaps.Path), _ => new GapBatch());
        await foreach (var batch in groups.ConfigureAwait(false))
        {
            report.Gaps += batch.Count;
            for (var row = 0; row < batch.Count; row++)
            {
                if (batch.Row(row) is { Kind: GapRow.Trades, LastId: { } last, NextId: { } next })
                    _gaps.Add((last, next));
            }
        }
    }

    /// <summary>All hours were taken.</summary>
    /// <param name="pair">For the finding.</param>
    public void Complete(string pair)
    {
        foreach (var (last, next) in _ids.Holes)
        {
            if (!_gaps.Exists(gap => gap.Last <= last && gap.Next >= next))
                report.Add(pair, $"trades {last + 1} to {next - 1} are missing, and no gap says so");
        }
    }
}
