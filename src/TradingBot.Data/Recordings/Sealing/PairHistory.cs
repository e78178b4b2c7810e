using TradingBot.Data.Recordings.Manifests;
using TradingBot.Data.Recordings.Replay;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Segments;

namespace TradingBot.Data.Recordings.Sealing;

/// <summary>What earlier hours tell about a pair.</summary>
internal static class PairHistory
{
    /// <summary>
    /// Hours with trades whose ids are looked at: a list after a subscription and what is fetched afterwards reach back
    /// minutes, after a long break hours.
    /// </summary>
    private const int HoursOfTrades = 24;

    /// <exception cref="RecordingException">A segment cannot be read.</exception>
    public static async Task<PairStart> StartAsync(
        RecordingFolder folder, Manifest manifest, RecordedPair pair, RecordingHour hour)
    {
        var trades = await TradesAsync(folder, manifest, pair, hour).ConfigureAwait(false);
        var candles = await CandlesAsync(folder, manifest, pair, hour).ConfigureAwait(false);
        var earlier = Earlier(manifest, pair, SegmentKind.Changes, hour).ToList();
        if (earlier.Count == 0)
            return PairStart.None with { Trades = trades, Candles = candles };
        var last = earlier[^1];
        SegmentInfo info;
        var reader = await SegmentReader.OpenAsync(folder.In(last.Path)).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
            info = reader.Info;
        return new PairStart(info.LastMessage)
        {
            Book = info.IsBookKnownAtEnd && info.Depth == pair.Depth
                ? await BookReplay.AtEndAsync(folder, last).ConfigureAwait(false)
                : null,
            LastId = info.LastId,
            ReceivedMicros = manifest.Find(last)?.ToMicros,
            Trades = trades,
            Candles = candles,
        };
    }

    private static async Task<IReadOnlyList<OpenCandle>> CandlesAsync(
        RecordingFolder folder, Manifest manifest, RecordedPair pair, RecordingHour hour)
    {
        var earlier = Earlier(manifest, pair, SegmentKind.Candles, hour).ToList();
        if (earlier.Count == 0)
            return [];
        var reader = await SegmentReader.OpenAsync(folder.In(earlier[^1].Path)).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
            return reader.Info.OpenCandles;
    }

    private static async Task<IdRanges> TradesAsync(
        RecordingFolder folder, Manifest manifest, RecordedPair pair, RecordingHour hour)
    {
        var (ids, batch) = (new IdRanges(), new IdBatch());
        foreach (var name in Earlier(manifest, pair, SegmentKind.Trades, hour).TakeLast(HoursOfTrades))
        {
            var reader = await SegmentReader.OpenAsync(folder.In(name.Path)).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                for (var group = 0; group < reader.Groups; group++)
                {
                    await reader.ReadAsync(group, batch).ConfigureAwait(false);
                    foreach (var id in batch.Id.Values.AsSpan(0, batch.Count))
                        ids.Add(id);
                }
            }
        }

        return ids;
    }

    private static IEnumerable<SegmentName> Earlier(
        Manifest manifest, RecordedPair pair, SegmentKind kind, RecordingHour hour) =>
        manifest.Segments.Select(segment => segment.Name)
            .Where(name => name.Exchange == pair.Exchange && name.Symbol == pair.Symbol)
            .Where(name => name.Kind == kind && name.Hour < hour);
}
