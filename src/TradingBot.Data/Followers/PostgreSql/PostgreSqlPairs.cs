using System.Globalization;
using Npgsql;

namespace TradingBot.Data.Followers.PostgreSql;

/// <summary>The numbers of pairs, and the views that have localbot's names and columns.</summary>
/// <param name="connection">Open.</param>
internal sealed class PostgreSqlPairs(NpgsqlConnection connection)
{
    private readonly Dictionary<(string Exchange, string Symbol), int> _ids = [];

    /// <summary>The number of a pair; a new one gets its views too.</summary>
    public async Task<int> IdOfAsync(string exchange, string symbol, CancellationToken stop)
    {
        if (_ids.TryGetValue((exchange, symbol), out var known))
            return known;
        var transaction = await connection.BeginTransactionAsync(stop).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await RunAsync(PostgreSqlSchema.Lock, stop).ConfigureAwait(false);
            await RunAsync(
                "INSERT INTO pairs (exchange, symbol) VALUES ($1, $2) ON CONFLICT DO NOTHING", stop, exchange, symbol)
                .ConfigureAwait(false);
            var id = (int)(await ScalarAsync(
                "SELECT pair_id FROM pairs WHERE exchange = $1 AND symbol = $2", stop, exchange, symbol)
                .ConfigureAwait(false))!;
            await MakeViewsAsync(exchange, symbol, id, stop).ConfigureAwait(false);
            await transaction.CommitAsync(stop).ConfigureAwait(false);
            return _ids[(exchange, symbol)] = id;
        }
    }

    private static string Identifier(string text) =>
        string.Concat(text.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));

    /// <summary>
    /// Under the pair's name, or with the exchange's where that is taken, be it by localbot's own tables.
    /// </summary>
    private async Task MakeViewsAsync(string exchange, string symbol, int id, CancellationToken stop)
    {
        var mark = string.Create(CultureInfo.InvariantCulture, $"TradingBot pair {id}");
        foreach (var name in new[] { Identifier(symbol), $"{Identifier(exchange)}_{Identifier(symbol)}" })
        {
            var (changes, snapshots) = ($"orderbook_{name}", $"orderbook_snapshot_{name}");
            var taken = await ScalarAsync(
                "SELECT coalesce(obj_description(to_regclass($1), 'pg_class'), "
                + "CASE WHEN to_regclass($1) IS NULL AND to_regclass($2) IS NULL THEN 'free' ELSE 'taken' END)",
                stop,
                changes,
                snapshots).ConfigureAwait(false);
            if (taken is string whose && whose == mark)
                return;
            if (taken is not "free")
                continue;
            await RunAsync(
                $"""
                CREATE VIEW {changes} AS SELECT msg * 1000000 + ord AS id, msg AS seq, is_bid,
                    price::double precision, size::double precision,
                    (coalesce(nullif(exch_us, 0), recv_us) / 1000000.0)::double precision AS ts,
                    NULL::varchar(32) AS trade_id, NULL::int AS type
                    FROM changes WHERE pair_id = {id};
                CREATE VIEW {snapshots} AS SELECT hour_us / 3600000000 * 100000 + snap AS id, msg AS seq, snapshot
                    FROM snapshots WHERE pair_id = {id};
                COMMENT ON VIEW {changes} IS '{mark}';
                """,
                stop).ConfigureAwait(false);
            return;
        }
    }

    private async Task RunAsync(string sql, CancellationToken stop, params string[] values)
    {
        var command = Command(sql, values);
        await using (command.ConfigureAwait(false))
            await command.ExecuteNonQueryAsync(stop).ConfigureAwait(false);
    }

    private async Task<object?> ScalarAsync(string sql, CancellationToken stop, params string[] values)
    {
        var command = Command(sql, values);
        await using (command.ConfigureAwait(false))
            return await command.ExecuteScalarAsync(stop).ConfigureAwait(false);
    }

    private NpgsqlCommand Command(string sql, string[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
        return command;
    }
}
