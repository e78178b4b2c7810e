using Npgsql;
using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Segments;

namespace TradingBot.Data.Followers.PostgreSql;

/// <summary>
/// A recording in PostgreSQL: each portion of rows is one transaction with its cursor, so that neither is ever there
/// without the other, whatever is killed.
/// </summary>
internal sealed class PostgreSqlStore(PostgreSqlAddress address) : IFollowerStore
{
    private readonly HashSet<RecordedSeries> _foreign = [];
    private Dictionary<RecordedSeries, SeriesCursor> _cursors = [];
    private NpgsqlConnection? _connection;
    private PostgreSqlPairs? _pairs;
    private PostgreSqlPartitions? _partitions;
    private string _recording = "";

    public string Name => address.Name;

    public IReadOnlyCollection<SegmentKind> Kinds { get; } = Enum.GetValues<SegmentKind>();

    public Task<IReadOnlyDictionary<RecordedSeries, SeriesCursor>> OpenAsync(
        string recording, CancellationToken stop) =>
        ExplainedAsync<IReadOnlyDictionary<RecordedSeries, SeriesCursor>>(async () =>
        {
            await CloseAsync().ConfigureAwait(false);
            _recording = recording;
            _connection = new NpgsqlConnection(address.ConnectionString);
            await _connection.OpenAsync(stop).ConfigureAwait(false);
            await MakeTablesAsync(_connection, stop).ConfigureAwait(false);
            _pairs = new PostgreSqlPairs(_connection);
            _partitions = new PostgreSqlPartitions(_connection);
            _cursors = await ReadCursorsAsync(_connection, stop).ConfigureAwait(false);
            return _cursors;
        });

    public Task WriteAsync(SegmentRows rows, CancellationToken stop) => ExplainedAsync(async () =>
    {
        if (_foreign.Contains(rows.Series))
        {
            throw new StoreException(
                $"the {rows.Series} there are of another recording; use another database or search_path",
                StoreTrouble.Conflict);
        }

        var connection = _connection!;
        var pair = await _pairs!.IdOfAsync(rows.Name.Exchange, rows.Name.Symbol, stop).ConfigureAwait(false);
        await _partitions!.MakeAsync(rows.Series.KindText, PostgreSqlPartitions.Keys(rows), stop).ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(stop).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await MoveCursorAsync(connection, pair, rows, stop).ConfigureAwait(false);
            if (rows.Count > 0)
                await CopyAsync(connection, pair, rows, stop).ConfigureAwait(false);
            await transaction.CommitAsync(stop).ConfigureAwait(false);
        }

        _cursors[rows.Series] = rows.After;
        return true;
    });

    public async ValueTask DisposeAsync() => await CloseAsync().ConfigureAwait(false);

    private static async Task MakeTablesAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        var transaction = await connection.BeginTransactionAsync(stop).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await RunAsync(PostgreSqlSchema.Lock).ConfigureAwait(false);
            if (await RunAsync(PostgreSqlSchema.Present).ConfigureAwait(false) is not string version
                || version != PostgreSqlSchema.Version)
            {
                await RunAsync(PostgreSqlSchema.Text).ConfigureAwait(false);
            }

            await transaction.CommitAsync(stop).ConfigureAwait(false);
        }

        async Task<object?> RunAsync(string sql)
        {
            var command = new NpgsqlCommand(sql, connection);
            await using (command.ConfigureAwait(false))
                return await command.ExecuteScalarAsync(stop).ConfigureAwait(false);
        }
    }

    private static async Task CopyAsync(
        NpgsqlConnection connection, int pair, SegmentRows rows, CancellationToken stop)
    {
        var copy = await connection
            .BeginBinaryImportAsync(PostgreSqlCopy.SqlOf(rows.Batch), stop).ConfigureAwait(false);
        await using (copy.ConfigureAwait(false))
        {
            await PostgreSqlCopy.WriteAsync(copy, pair, rows, stop).ConfigureAwait(false);
            await copy.CompleteAsync(stop).ConfigureAwait(false);
        }
    }

    private SegmentKind KindOf(string text)
    {
        foreach (var kind in Kinds)
        {
            if (SegmentName.TextOf(kind) == text)
                return kind;
        }

        throw new StoreException("its table cursors has a kind that is not known here", StoreTrouble.Conflict);
    }

    private async Task<Dictionary<RecordedSeries, SeriesCursor>> ReadCursorsAsync(
        NpgsqlConnection connection, CancellationToken stop)
    {
        const string sql = "SELECT exchange, symbol, kind, recording, hour_us, rows, is_whole "
            + "FROM cursors JOIN pairs USING (pair_id)";
        var cursors = new Dictionary<RecordedSeries, SeriesCursor>();
        _foreign.Clear();
        var command = new NpgsqlCommand(sql, connection);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(stop).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(stop).ConfigureAwait(false))
                {
                    var kind = reader.GetString(2);
                    var series = new RecordedSeries(reader.GetString(0), reader.GetString(1), KindOf(kind));
                    if (reader.GetString(3) == _recording)
                    {
                        cursors[series] = new SeriesCursor(
                            RecordingHour.Of(reader.GetInt64(4)), reader.GetInt64(5), reader.GetBoolean(6));
                    }
                    else
                    {
                        _foreign.Add(series);
                    }
                }
            }
        }

        return cursors;
    }

    /// <summary>Before the rows: another follower of this database has to wait here, and then finds it moved.</summary>
    private async Task MoveCursorAsync(
        NpgsqlConnection connection, int pair, SegmentRows rows, CancellationToken stop)
    {
        const string sql =
            """
            INSERT INTO cursors VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (pair_id, kind) DO UPDATE
            SET hour_us = excluded.hour_us, rows = excluded.rows, is_whole = excluded.is_whole
            WHERE cursors.recording = excluded.recording AND cursors.hour_us = $7 AND cursors.rows = $8
            """;
        var before = _cursors.TryGetValue(rows.Series, out var cursor) ? cursor : (SeriesCursor?)null;
        var command = new NpgsqlCommand(sql, connection);
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.AddRange(new NpgsqlParameter[]
            {
                new NpgsqlParameter<int> { TypedValue = pair },
                new NpgsqlParameter<string> { TypedValue = rows.Series.KindText },
                new NpgsqlParameter<string> { TypedValue = _recording },
                new NpgsqlParameter<long> { TypedValue = rows.After.Hour.StartMicros },
                new NpgsqlParameter<long> { TypedValue = rows.After.Rows },
                new NpgsqlParameter<bool> { TypedValue = rows.After.IsWhole },
                new NpgsqlParameter<long> { TypedValue = before?.Hour.StartMicros ?? -1 },
                new NpgsqlParameter<long> { TypedValue = before?.Rows ?? -1 },
            });
            if (await command.ExecuteNonQueryAsync(stop).ConfigureAwait(false) != 1)
            {
                throw new StoreException(
                    $"another process has written {rows.Series} meanwhile; one follower a database is enough",
                    StoreTrouble.Passing);
            }
        }
    }

    private async Task CloseAsync()
    {
        if (_connection is not { } connection)
            return;
        _connection = null;
        try
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception failure) when (PostgreSqlErrors.IsOfTheDatabase(failure))
        {
            // It was broken, which has been said.
        }
    }

    private static async Task<T> ExplainedAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception failure) when (PostgreSqlErrors.IsOfTheDatabase(failure))
        {
            throw PostgreSqlErrors.Of(failure);
        }
    }
}
