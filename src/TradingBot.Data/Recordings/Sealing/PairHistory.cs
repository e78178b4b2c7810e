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

    /// <summary>What cannot be read is told, and stops no hour from being sealed.</summary>
    public static async Task<PairStart> StartAsync(
        RecordingFolder folder, Manifest manifest, RecordedPair pair, RecordingHour hour)
    {
        var unreadable = new List<string>();
        var start = new PairStart(0)
        {
            Trades = await TradesAsync(folder, manifest, pair, hour, unreadable).ConfigureAwait(false),
            Candles = await CandlesAsync(folder, manifest, pair, hour, unreadable).ConfigureAwait(false),
            Unreadable = unreadable,
        };
        if (Earlier(manifest, pair, SegmentKind.Changes, hour).ToList() is not [.., var last])
            return start;
        var line = manifest.Find(last)!;
        try
        {
            SegmentInfo info;
            var reader = await SegmentReader.OpenAsync(folder.In(last.Path)).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
                info = reader.Info;
            return start with
            {
                Message = info.LastMessage,
                Book = info.IsBookKnownAtEnd && info.Depth == pair.Depth
                    ? await BookReplay.AtEndAsync(folder, last).ConfigureAwait(false)
                    : null,
                LastId = info.LastId,
                ReceivedMicros = line.ToMicros,
            };
        }
        catch (RecordingException failure)
        {
            unreadable.Add(failure.Message);
            return start with { Message = line.Last ?? 0, ReceivedMicros = line.ToMicros };
        }
    }

    private static async Task<IReadOnlyList<OpenCandle>> CandlesAsync(
        RecordingFolder folder, Manifest manifest, RecordedPair pair, RecordingHour hour, List<string> unreadable)
    {
        if (Earlier(manifest, pair, SegmentKind.Candles, hour).ToList() is not [.., var last])
            return [];
        try
        {
            var reader = await SegmentReader.OpenAsync(folder.In(last.Path)).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
                return reader.Info.OpenCandles;
        }
        catch (RecordingException failure)
        {
            unreadable.Add(failure.Message);
            return [];
        }
    }

    private static async Task<IdRanges> TradesAsync(
        RecordingFolder folder, Manifest manifest, RecordedPair pair, RecordingHour hour, List<string> unreadable)
    {
        var ids = new IdRanges();
        foreach (var name in Earlier(manifest, pair, SegmentKind.Trades, hour).TakeLast(HoursOfTrades))
        {
            try
            {
                var groups = SegmentReader.GroupsAsync(folder.In(name.Path), _ => new IdBatch());
                await foreach (var batch in groups.ConfigureAwait(false))
                {
                    foreach (var id in batch.Id.Values.AsSpan(0, batch.Count))
                        ids.Add(id);
                }
            }
            catch (RecordingException failure)
            {
                // All between its lowest and its highest counts as there: none may be there twice.
                unreadable.Add(failure.Message);
                var line = manifest.Find(name)!;
                for (var id = line.First ?? 0; id <= (line.Last ?? -1); id++)
                    ids.Add(id);
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
