using Npgsql;
using NpgsqlTypes;
using TradingBot.Data.Recordings.Rows;

namespace TradingBot.Data.Followers.PostgreSql;

/// <summary>Rows of a recording in the form of binary COPY: numbers keep every digit.</summary>
internal static class PostgreSqlCopy
{
    /// <summary>The statement that takes rows of a batch.</summary>
    public static string SqlOf(RowBatch batch) => $"COPY {ColumnsOf(batch)} FROM STDIN (FORMAT BINARY)";

    /// <summary>Writes the rows behind a place.</summary>
    public static Task WriteAsync(NpgsqlBinaryImporter copy, int pair, SegmentRows rows, CancellationToken stop) =>
        rows.Batch switch
        {
            ChangeBatch changes => WriteAsync(copy, pair, changes, rows.First, stop),
            TradeBatch trades => WriteAsync(copy, pair, trades, rows.First, stop),
            SnapshotBatch books => WriteAsync(copy, pair, books, rows, stop),
            GapBatch gaps => WriteAsync(copy, pair, gaps, rows, stop),
            MinuteBatch minutes => WriteAsync(copy, pair, minutes, rows.First, stop),
            CandleBatch candles => WriteAsync(copy, pair, candles, rows.First, stop),
            ClockBatch clock => WriteAsync(copy, pair, clock, rows.First, stop),
            _ => throw new ArgumentOutOfRangeException(nameof(rows), rows.Name, null),
        };

    private static string ColumnsOf(RowBatch batch) => batch switch
    {
        ChangeBatch => "changes (pair_id, msg, ord, is_bid, price, size, is_evicted, first_id, last_id, checksum, "
            + "exch_us, recv_us)",
        TradeBatch => "trades (pair_id, id, is_buy, price, size, is_market, source, exch_us, recv_us)",
        SnapshotBatch => "snapshots (pair_id, hour_us, snap, msg, reason, exch_us, recv_us, snapshot)",
        GapBatch => "gaps (pair_id, hour_us, kind, from_exch_us, to_exch_us, from_recv_us, to_recv_us, reason, "
            + "last_id, next_id, lost, is_backfilled)",
        MinuteBatch => "minutes (pair_id, minute_us, msg, exch_us, is_covered, best_bid, best_ask, "
            + $"{string.Join(", ", MinuteFigureNames.All)})",
        CandleBatch => "candles (pair_id, begin_us, period, open, high, low, close, volume, vwap, trades, exch_us, "
            + "recv_us)",
        ClockBatch => "clock (pair_id, recv_us, offset_us, uncertainty_us)",
        _ => throw new ArgumentOutOfRangeException(nameof(batch), batch, null),
    };

    private static async Task WriteAsync(
        NpgsqlBinaryImporter copy, int pair, ChangeBatch batch, int first, CancellationToken stop)
    {
        var (message, order) = (-1L, 0); // the rows of a message are never in two portions
        for (var row = first; row < batch.Count; row++)
        {
            order = batch.Message.Values[row] == message ? order + 1 : 0;
            message = batch.Message.Values[row];
            await copy.StartRowAsync(stop).ConfigureAwait(false);
            await copy.WriteAsync(pair, stop).ConfigureAwait(false);
            await copy.WriteAsync(message, stop).ConfigureAwait(false);
            await copy.WriteAsync(order, stop).ConfigureAwait(false);
            await copy.WriteAsync(batch.IsBid.Values[row], stop).ConfigureAwait(false);
            await copy.WriteAsync(batch.Price[row], stop).ConfigureAwait(false);
            await copy.WriteAsync(batch.Quantity[row], stop).ConfigureAwait(false);
            await copy.WriteAsync(batch.IsEvicted.Values[row], stop).ConfigureAwait(false);
            await WriteAsync(copy, batch.FirstId[row], stop).ConfigureAwait(false);
            await WriteAsync(copy, batch.LastId[row], stop).ConfigureAwait(false);
            await WriteAsync(copy, batch.Checksum[row], stop).ConfigureAwait(false);
            await copy.WriteAsync(batch.ExchangeMicros.Values[row], stop).ConfigureAwait(false);
            await copy.WriteAsync(batch.ReceivedMicros.Values[row], stop).ConfigureAwait(false);
        }
    }

    private static async Task WriteAsync(
        NpgsqlBinaryImporter copy, int pair, TradeBatch batch, int first, CancellationToken stop)
    {
        for (var row = first; row < batch.Count; row++)
        {
            await copy.StartRowAsync(stop).ConfigureAwait(false);
            await copy.WriteAsync(pair, stop).ConfigureAwait(false);
            await copy.WriteAsync(batch.Id.Values[row], stop).ConfigureAwait(false);
            await copy.WriteAsync(batch.IsBuy.Values[row], stop).ConfigureAwait(false);
            await copy.WriteAsync(batch.Price[row], stop).ConfigureAwait(false);
            await copy.WriteAsync(batch.Quantity[row], stop).ConfigureAwait(false);
            if (batch.IsMarket[row] is { } isMarket)
                await copy.WriteAsync(isMarket == 1, stop).ConfigureAwait(false);
            else
                await copy.WriteNullAsync(stop).ConfigureAwait(false);
            await copy.WriteAsync((short)batch.Source.Values[row], stop).ConfigureAwait(false);
            await copy.WriteAsync(batch.ExchangeMicros.Values[row], stop).ConfigureAwait(false);
            await copy.WriteAsync(batch.ReceivedMicros.Values[row], stop).ConfigureAwait(false);
        }
    }

    /// <summary>A snapshot is one row, and never in two portions.</summary>
    private static async Task WriteAsync(
        NpgsqlBinaryImporter copy, int pair, SnapshotBatch batch, SegmentRows rows, CancellationToken stop)
    {
        for (var row = rows.First; row < batch.Count;)
        {
            var (first, number) = (row, batch.Snapshot.Values[row]);
            while (row < batch.Count && batch.Snapshot.Values[row] == number)
                row++;
            await copy.StartRowAsync(stop).ConfigureAwait(false);
            await copy.WriteAsync(pair, stop).ConfigureAwait(false);
            await copy.WriteAsync(rows.Name.Hour.StartMicros, stop).ConfigureAwait(false);
            await copy.WriteAsync((int)number, stop).ConfigureAwait(false);
            await copy.WriteAsync(batch.Message.Values[first], stop).ConfigureAwait(false);
            await copy.WriteAsync((short)batch.Reason.Values[first], stop).ConfigureAwait(false);
            await WriteAsync(copy, batch.ExchangeMicros[first], stop).ConfigureAwait(false);
            await copy.WriteAsync(batch.ReceivedMicros.Values[first], stop).ConfigureAwait(false);
            await copy.WriteAsync(BookJson.Text(batch, first, row), NpgsqlDbType.Json, stop).ConfigureAwait(false);
        }
    }

    private static async Task WriteAsync(
        NpgsqlBinaryImporter copy, int pair, GapBatch batch, SegmentRows rows, CancellationToken stop)
    {
        for (var at = rows.First; at < batch.Count; at++)
        {
            var row = batch.Row(at);
            await copy.StartRowAsync(stop).ConfigureAwait(false);
            await copy.WriteAsync(pair, stop).ConfigureAwait(false);
            await copy.WriteAsync(rows.Name.Hour.StartMicros, stop).ConfigureAwait(false);
            await copy.WriteAsync(row.Kind, stop).ConfigureAwait(false);
            await WriteAsync(copy, row.FromExchangeMicros, stop).ConfigureAwait(false);
            await WriteAsync(copy, row.ToExchangeMicros, stop).ConfigureAwait(false);
            await WriteAsync(copy, row.FromReceivedMicros, stop).ConfigureAwait(false);
            await WriteAsync(copy, row.ToReceivedMicros, stop).ConfigureAwait(false);
            await copy.WriteAsync(row.Reason, stop).ConfigureAwait(false);
            await WriteAsync(copy, row.LastId, stop).ConfigureAwait(false);
            await WriteAsync(copy, row.NextId, stop).ConfigureAwait(false);
            await WriteAsync(copy, row.Lost, stop).ConfigureAwait(false);
            await copy.WriteAsync(row.IsBackfilled, stop).ConfigureAwait(false);
        }
    }

    private static async Task WriteAsync(
        NpgsqlBinaryImporter copy, int pair, MinuteBatch batch, int first, CancellationToken stop)
    {
        for (var row = first; row < batch.Count; row++)
        {
            await copy.StartRowAsync(stop).ConfigureAwait(false);
            await copy.WriteAsync(pair, stop).ConfigureAwait(false);
            await copy.WriteAsync(batch.Minute.Values[row], stop).ConfigureAwait(false);
            await copy.WriteAsync(batch.LastMessage.Values[row], stop).ConfigureAwait(false);
            await WriteAsync(copy, batch.ExchangeMicros[row], stop).ConfigureAwait(false);
            await copy.WriteAsync(batch.IsCovered.Values[row], stop).ConfigureAwait(false);
            await copy.WriteAsync(batch.BestBid[row], stop).ConfigureAwait(false);
            await copy.WriteAsync(batch.BestAsk[row], stop).ConfigureAwait(false);
            foreach (var figure in batch.Figures)
            {
                if (double.IsNaN(figure.Values[row]))
                    await copy.WriteNullAsync(stop).ConfigureAwait(false);
                else
                    await copy.WriteAsync(figure.Values[row], stop).ConfigureAwait(false);
            }
        }
    }

    private static async Task WriteAsync(
        NpgsqlBinaryImporter copy, int pair, CandleBatch batch, int first, CancellationToken stop)
    {
        for (var row = first; row < batch.Count; row++)
        {
            await copy.StartRowAsync(stop).ConfigureAwait(false);
            await copy.WriteAsync(pair, stop).ConfigureAwait(false);
            await copy.WriteAsync(batch.BeginMicros.Values[row], stop).ConfigureAwait(false);
            await copy.WriteAsync((int)batch.Minutes.Values[row], stop).ConfigureAwait(false);
            await copy.WriteAsync(batch.Open[row], stop).ConfigureAwait(false);
            await copy.WriteAsync(batch.High[row], stop).ConfigureAwait(false);
            await copy.WriteAsync(batch.Low[row], stop).ConfigureAwait(false);
            await copy.WriteAsync(batch.Close[row], stop).ConfigureAwait(false);
            await copy.WriteAsync(batch.Volume[row], stop).ConfigureAwait(false);
            await copy.WriteAsync(batch.AveragePrice[row], stop).ConfigureAwait(false);
            await copy.WriteAsync(batch.Trades.Values[row], stop).ConfigureAwait(false);
            await WriteAsync(copy, batch.ExchangeMicros[row], stop).ConfigureAwait(false);
            await copy.WriteAsync(batch.ReceivedMicros.Values[row], stop).ConfigureAwait(false);
        }
    }

    private static async Task WriteAsync(
        NpgsqlBinaryImporter copy, int pair, ClockBatch batch, int first, CancellationToken stop)
    {
        for (var row = first; row < batch.Count; row++)
        {
            await copy.StartRowAsync(stop).ConfigureAwait(false);
            await copy.WriteAsync(pair, stop).ConfigureAwait(false);
            foreach (var column in new[] { batch.ReceivedMicros, batch.OffsetMicros, batch.UncertaintyMicros })
                await copy.WriteAsync(column.Values[row], stop).ConfigureAwait(false);
        }
    }

    private static Task WriteAsync(NpgsqlBinaryImporter copy, long? value, CancellationToken stop) =>
        value is { } known ? copy.WriteAsync(known, stop) : copy.WriteNullAsync(stop);
}
