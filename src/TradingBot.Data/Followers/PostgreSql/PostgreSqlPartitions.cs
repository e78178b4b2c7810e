using System.Globalization;
using Npgsql;
using TradingBot.Data.Recordings.Rows;

namespace TradingBot.Data.Followers.PostgreSql;

/// <summary>The day's part of each table, made before its first row: an old day is dropped, not deleted.</summary>
/// <param name="connection">Open, in no transaction.</param>
internal sealed class PostgreSqlPartitions(NpgsqlConnection connection)
{
    private const long DayMicros = 86_400_000_000;

    private readonly HashSet<(string Table, long Day)> _made = [];

    /// <summary>Makes what rows need.</summary>
    /// <param name="table">Which.</param>
    /// <param name="micros">Their values of the column by which it is parted; clocks may jump.</param>
    /// <param name="stop">Ends it.</param>
    public async Task MakeAsync(string table, IEnumerable<long> micros, CancellationToken stop)
    {
        var days = micros.Select(time => Math.DivRem(time, DayMicros).Quotient).ToHashSet();
        foreach (var day in days.Where(day => !_made.Contains((table, day))).Order())
        {
            var transaction = await connection.BeginTransactionAsync(stop).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                await RunAsync(PostgreSqlSchema.Lock, stop).ConfigureAwait(false);
                await RunAsync(SqlOf(table, day), stop).ConfigureAwait(false);
                await transaction.CommitAsync(stop).ConfigureAwait(false);
            }

            _made.Add((table, day));
        }
    }

    /// <summary>The values by which rows are parted.</summary>
    public static IEnumerable<long> Keys(SegmentRows rows)
    {
        var column = rows.Batch switch
        {
            ChangeBatch changes => changes.ReceivedMicros,
            TradeBatch trades => trades.ReceivedMicros,
            SnapshotBatch snapshots => snapshots.ReceivedMicros,
            MinuteBatch minutes => minutes.Minute,
            CandleBatch candles => candles.ReceivedMicros,
            ClockBatch clock => clock.ReceivedMicros,
            _ => null,
        };
        return column is null
            ? [rows.Name.Hour.StartMicros]
            : column.Values.Take(rows.Batch.Count).Skip(rows.First);
    }

    private static string SqlOf(string table, long day)
    {
        var date = DateTime.UnixEpoch.AddDays(day).ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        return $"CREATE TABLE IF NOT EXISTS {table}_{date} PARTITION OF {table} "
            + $"FOR VALUES FROM ({day * DayMicros}) TO ({(day + 1) * DayMicros})";
    }

    private async Task RunAsync(string sql, CancellationToken stop)
    {
        var command = new NpgsqlCommand(sql, connection);
        await using (command.ConfigureAwait(false))
            await command.ExecuteNonQueryAsync(stop).ConfigureAwait(false);
    }
}
