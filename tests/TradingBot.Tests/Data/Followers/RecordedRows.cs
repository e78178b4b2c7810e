using System.Globalization;
using TradingBot.Data.Followers;
using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Manifests;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Segments;

namespace TradingBot.Tests.Data.Followers;

/// <summary>All rows of a recording as lines, a snapshot a line: what a store has to have, each once.</summary>
internal static class RecordedRows
{
    /// <summary>In their order.</summary>
    public static List<string> Of(RecordingFolder folder, SegmentKind kind)
    {
        var lines = new List<string>();
        foreach (var (name, line) in Manifest.Read(folder).Segments.Where(segment => segment.Name.Kind == kind))
            lines.AddRange(OfSegmentAsync(folder, name, line).GetAwaiter().GetResult());
        return lines;
    }

    /// <summary>Those of a batch from a row on.</summary>
    public static IEnumerable<string> Of(RecordingHour hour, RowBatch rows, int first) => rows switch
    {
        ChangeBatch changes => Changes(changes, first),
        TradeBatch trades => Enumerable.Range(first, trades.Count - first).Select(row => Line(
            trades.Id.Values[row],
            trades.IsBuy.Values[row],
            trades.Price[row],
            trades.Quantity[row],
            trades.IsMarket[row] is { } isMarket ? isMarket == 1 : null,
            trades.Source.Values[row],
            trades.ExchangeMicros.Values[row],
            trades.ReceivedMicros.Values[row])),
        SnapshotBatch snapshots => Snapshots(hour, snapshots, first),
        GapBatch gaps => Enumerable.Range(first, gaps.Count - first).Select(gaps.Row).Select(row => Line(
            hour.StartMicros,
            row.Kind,
            row.FromExchangeMicros,
            row.ToExchangeMicros,
            row.FromReceivedMicros,
            row.ToReceivedMicros,
            row.Reason,
            row.LastId,
            row.NextId,
            row.Lost,
            row.IsBackfilled)),
        MinuteBatch minutes => Enumerable.Range(first, minutes.Count - first).Select(row => Line(
        [
            minutes.Minute.Values[row],
            minutes.LastMessage.Values[row],
            minutes.ExchangeMicros[row],
            minutes.IsCovered.Values[row],
            minutes.BestBid[row],
            minutes.BestAsk[row],
            .. minutes.Figures.Select(figure => double.IsNaN(figure.Values[row]) ? null : (object)figure.Values[row]),
        ])),
        CandleBatch candles => Enumerable.Range(first, candles.Count - first).Select(row => Line(
            candles.BeginMicros.Values[row],
            candles.Minutes.Values[row],
            candles.Open[row],
            candles.High[row],
            candles.Low[row],
            candles.Close[row],
            candles.Volume[row],
            candles.AveragePrice[row],
            candles.Trades.Values[row],
            candles.ExchangeMicros[row],
            candles.ReceivedMicros.Values[row])),
        ClockBatch clock => Enumerable.Range(first, clock.Count - first).Select(row => Line(
            clock.ReceivedMicros.Values[row], clock.OffsetMicros.Values[row], clock.UncertaintyMicros.Values[row])),
        _ => throw new ArgumentOutOfRangeException(nameof(rows), rows, null),
    };

    /// <summary>Fields of a row; what is not known is a dash.</summary>
    public static string Line(params object?[] fields) => string.Join(
        '|', fields.Select(field => field is null ? "-" : Convert.ToString(field, CultureInfo.InvariantCulture)));

    private static IEnumerable<string> Changes(ChangeBatch rows, int first)
    {
        var (message, order) = (-1L, 0);
        for (var row = first; row < rows.Count; row++)
        {
            order = rows.Message.Values[row] == message ? order + 1 : 0;
            message = rows.Message.Values[row];
            yield return Line(
                message,
                order,
                rows.IsBid.Values[row],
                rows.Price[row],
                rows.Quantity[row],
                rows.IsEvicted.Values[row],
                rows.FirstId[row],
                rows.LastId[row],
                rows.Checksum[row],
                rows.ExchangeMicros.Values[row],
                rows.ReceivedMicros.Values[row]);
        }
    }

    private static IEnumerable<string> Snapshots(RecordingHour hour, SnapshotBatch rows, int first) =>
        Enumerable.Range(first, rows.Count - first).GroupBy(row => rows.Snapshot.Values[row]).Select(book => Line(
            hour.StartMicros,
            book.Key,
            rows.Message.Values[book.First()],
            rows.Reason.Values[book.First()],
            rows.ExchangeMicros[book.First()],
            rows.ReceivedMicros.Values[book.First()],
            $"{{\"bids\":[{Levels(book.Where(row => rows.IsBid.Values[row]), rows)}],"
            + $"\"asks\":[{Levels(book.Where(row => !rows.IsBid.Values[row]), rows)}]}}"));

    private static string Levels(IEnumerable<int> levels, SnapshotBatch rows) => string.Join(
        ',',
        levels.Select(row => string.Create(
            CultureInfo.InvariantCulture, $"[\"{rows.Price[row]}\",\"{rows.Quantity[row]}\"]")));

    private static async Task<List<string>> OfSegmentAsync(RecordingFolder folder, SegmentName name, ManifestLine line)
    {
        var lines = new List<string>();
        await foreach (var part in new SegmentParts(folder, name, line).ReadAsync(done: 0))
            lines.AddRange(Of(name.Hour, part.Batch, part.First));
        return lines;
    }
}
