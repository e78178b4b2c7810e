using TradingBot.Data.Recordings.Manifests;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Segments;

namespace TradingBot.Data.Recordings.Checks;

/// <summary>
/// Looks at the candles of one pair, hour after hour: each is a whole one of its length, behind the one before, with
/// prices that can be. That one is not there says nothing: an exchange sends none where nothing is traded.
/// </summary>
internal sealed class CandleCheck(RecordingFolder folder, VerifyReport report)
{
    private const long MinuteMicros = 60_000_000;

    private readonly Dictionary<long, long> _ends = [];

    /// <summary>The next hour of the pair.</summary>
    /// <param name="candles">Its candles.</param>
    /// <param name="line">What the manifest says of them.</param>
    /// <exception cref="RecordingException">The segment cannot be read.</exception>
    public async Task TakeAsync(SegmentName candles, ManifestLine line)
    {
        var rows = 0L;
        var groups = SegmentReader.GroupsAsync(
            folder.In(candles.Path), info => new CandleBatch(info.PriceDecimals, info.QuantityDecimals));
        await foreach (var batch in groups.ConfigureAwait(false))
        {
            for (var row = 0; row < batch.Count; row++)
                Take(candles, batch, row);
            rows += batch.Count;
        }

        if (rows != line.Rows)
            report.Add(candles.Path, $"has {rows} rows, and the manifest says {line.Rows}");
    }

    private void Take(SegmentName name, CandleBatch batch, int row)
    {
        var (begin, minutes) = (batch.BeginMicros.Values[row], batch.Minutes.Values[row]);
        report.Candles++;
        if (minutes < 1 || begin % (minutes * MinuteMicros) != 0)
            report.Add(name.Path, $"candle {begin} is not one of {minutes} minutes");
        if (_ends.TryGetValue(minutes, out var end) && begin < end)
            report.Add(name.Path, $"candle {begin} is not behind the one before");
        if (!IsPossible(batch, row))
            report.Add(name.Path, $"candle {begin} has prices that cannot be");
        _ends[minutes] = begin + minutes * MinuteMicros;
    }

    private static bool IsPossible(CandleBatch batch, int row)
    {
        var (open, close) = (batch.Open.Values[row], batch.Close.Values[row]);
        return batch.Low.Values[row] > 0
            && batch.Low.Values[row] <= Math.Min(open, close)
            && batch.High.Values[row] >= Math.Max(open, close)
            && batch.Volume.Values[row] >= 0
            && batch.Trades.Values[row] >= 0;
    }
}
