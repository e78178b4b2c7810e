using TradingBot.Data.Recordings.Manifests;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Segments;

namespace TradingBot.Data.Recordings.Checks;

/// <summary>
/// Looks at the minutes of one pair, hour after hour: each is a whole minute of its hour, behind the one before, with
/// its figures, and never goes back in the book.
/// </summary>
internal sealed class MinuteCheck(RecordingFolder folder, VerifyReport report)
{
    private const long MinuteMicros = 60_000_000;

    private long _message;

    /// <summary>The next hour of the pair.</summary>
    /// <param name="minutes">Its minutes.</param>
    /// <param name="line">What the manifest says of them.</param>
    /// <exception cref="RecordingException">The segment cannot be read.</exception>
    public async Task TakeAsync(SegmentName minutes, ManifestLine line)
    {
        var (rows, next) = (0L, minutes.Hour.StartMicros);
        var groups = SegmentReader.GroupsAsync(folder.In(minutes.Path), info => new MinuteBatch(info.PriceDecimals));
        await foreach (var batch in groups.ConfigureAwait(false))
        {
            for (var row = 0; row < batch.Count; row++)
                Take(minutes, batch, row, ref next);
            rows += batch.Count;
        }

        if (rows != line.Rows)
            report.Add(minutes.Path, $"has {rows} rows, and the manifest says {line.Rows}");
    }

    private void Take(SegmentName name, MinuteBatch batch, int row, ref long next)
    {
        var (minute, message) = (batch.Minute.Values[row], batch.LastMessage.Values[row]);
        var end = name.Hour.EndMicros;
        report.Minutes++;
        if (minute % MinuteMicros != 0 || minute < next || minute >= end)
            report.Add(name.Path, $"minute {minute} is not a minute of its hour behind the one before");
        if (message < _message)
            report.Add(name.Path, $"minute {minute} is of message {message}, and an earlier one of {_message}");
        if (!(batch.BestBid[row] > 0 && batch.BestAsk[row] > 0))
            report.Add(name.Path, $"minute {minute} has no best prices");
        (next, _message) = (minute + MinuteMicros, message);
    }
}
