using System.Security.Cryptography;
using System.Text;
using TradingBot.Data.Recordings.Rows;

namespace TradingBot.Data.Followers.PostgreSql;

/// <summary>The tables, and how the book of any moment is had from them.</summary>
internal static class PostgreSqlSchema
{
    /// <summary>Held while tables are made: two that make the same one fail.</summary>
    public const string Lock = "SELECT pg_advisory_xact_lock(7307180320)";

    /// <summary>What <see cref="Version"/> is compared with; null where there is nothing of ours.</summary>
    public const string Present = "SELECT obj_description(to_regprocedure('book_at(text,timestamptz)'), 'pg_proc')";

    /// <summary>Of these tables and this function.</summary>
    public static string Version { get; } = "TradingBot "
        + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Tables + Minutes + BookAt)).AsSpan(0, 8));

    /// <summary>All that does not depend on a pair or a day; run again it changes nothing.</summary>
    public static string Text { get; } =
        $"{Tables}{Minutes}{BookAt}COMMENT ON FUNCTION book_at(text, timestamptz) IS '{Version}';";

    private const string Tables =
        """
        CREATE TABLE IF NOT EXISTS pairs (
            pair_id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            exchange text NOT NULL,
            symbol text NOT NULL,
            UNIQUE (exchange, symbol));

        -- How far each series has got: moved in the transaction that writes its rows.
        CREATE TABLE IF NOT EXISTS cursors (
            pair_id int NOT NULL REFERENCES pairs,
            kind text NOT NULL,
            recording text NOT NULL,
            hour_us bigint NOT NULL,
            rows bigint NOT NULL,
            is_whole boolean NOT NULL,
            PRIMARY KEY (pair_id, kind));

        CREATE TABLE IF NOT EXISTS trades (
            pair_id int NOT NULL, id bigint NOT NULL, is_buy boolean NOT NULL, price numeric NOT NULL,
            size numeric NOT NULL, is_market boolean, source smallint NOT NULL, exch_us bigint NOT NULL,
            recv_us bigint NOT NULL) PARTITION BY RANGE (recv_us);
        CREATE INDEX IF NOT EXISTS trades_recv_us ON trades USING brin (recv_us) WITH (autosummarize = on);

        CREATE TABLE IF NOT EXISTS changes (
            pair_id int NOT NULL, msg bigint NOT NULL, ord int NOT NULL, is_bid boolean NOT NULL,
            price numeric NOT NULL, size numeric NOT NULL, is_evicted boolean NOT NULL, first_id bigint, last_id bigint,
            checksum bigint, exch_us bigint NOT NULL, recv_us bigint NOT NULL) PARTITION BY RANGE (recv_us);
        CREATE INDEX IF NOT EXISTS changes_recv_us ON changes USING brin (recv_us) WITH (autosummarize = on);

        CREATE TABLE IF NOT EXISTS snapshots (
            pair_id int NOT NULL, hour_us bigint NOT NULL, snap int NOT NULL, msg bigint NOT NULL,
            reason smallint NOT NULL, exch_us bigint, recv_us bigint NOT NULL, snapshot json NOT NULL)
            PARTITION BY RANGE (recv_us);
        CREATE INDEX IF NOT EXISTS snapshots_recv_us ON snapshots (pair_id, recv_us);

        CREATE TABLE IF NOT EXISTS candles (
            pair_id int NOT NULL, begin_us bigint NOT NULL, period int NOT NULL, open numeric NOT NULL,
            high numeric NOT NULL, low numeric NOT NULL, close numeric NOT NULL, volume numeric NOT NULL,
            vwap numeric NOT NULL, trades bigint NOT NULL, exch_us bigint, recv_us bigint NOT NULL)
            PARTITION BY RANGE (recv_us);
        CREATE INDEX IF NOT EXISTS candles_begin_us ON candles (pair_id, begin_us);

        -- What has to be added to our clock to have the exchange's.
        CREATE TABLE IF NOT EXISTS clock (
            pair_id int NOT NULL, recv_us bigint NOT NULL, offset_us bigint NOT NULL, uncertainty_us bigint NOT NULL)
            PARTITION BY RANGE (recv_us);
        CREATE INDEX IF NOT EXISTS clock_recv_us ON clock (pair_id, recv_us);

        CREATE TABLE IF NOT EXISTS gaps (
            pair_id int NOT NULL, hour_us bigint NOT NULL, kind text NOT NULL, from_exch_us bigint, to_exch_us bigint,
            from_recv_us bigint, to_recv_us bigint, reason text NOT NULL, last_id bigint, next_id bigint, lost bigint,
            is_backfilled boolean NOT NULL) PARTITION BY RANGE (hour_us);
        CREATE INDEX IF NOT EXISTS gaps_hour_us ON gaps (pair_id, hour_us);

        """;

    /// <summary>The figures are columns of their own, and a later program may have more.</summary>
    private static string Minutes =>
        $"""
        CREATE TABLE IF NOT EXISTS minutes (
            pair_id int NOT NULL, minute_us bigint NOT NULL, msg bigint NOT NULL, exch_us bigint,
            is_covered boolean NOT NULL, best_bid numeric NOT NULL, best_ask numeric NOT NULL)
            PARTITION BY RANGE (minute_us);
        CREATE INDEX IF NOT EXISTS minutes_minute_us ON minutes USING brin (minute_us) WITH (autosummarize = on);
        ALTER TABLE minutes {string.Join(", ", MinuteFigureNames.All.Select(name =>
            $"ADD COLUMN IF NOT EXISTS {name} double precision"))};

        """;

    /// <summary>
    /// As the last row of a price wins, the book is the last snapshot's levels and the changes behind it. Each hour in
    /// which the book is known begins with a snapshot, so nothing before the hour is looked at.
    /// </summary>
    private const string BookAt =
        """
        CREATE OR REPLACE FUNCTION book_at(pair text, moment timestamptz)
        RETURNS TABLE (is_bid boolean, price numeric, size numeric) LANGUAGE plpgsql STABLE AS $$
        DECLARE
            wanted int;
            t bigint := floor(extract(epoch FROM moment) * 1000000);
            hour bigint := t - t % 3600000000;
            last record;
        BEGIN
            SELECT p.pair_id INTO wanted FROM pairs p WHERE p.exchange || ':' || p.symbol = pair;
            IF NOT FOUND THEN
                RAISE EXCEPTION 'pair % is not in this database; use a name such as kraken:XBTUSD', pair;
            END IF;
            IF NOT EXISTS (
                SELECT FROM cursors c WHERE c.pair_id = wanted AND c.kind = 'changes'
                    AND (c.hour_us > hour OR (c.hour_us = hour AND c.is_whole))) THEN
                RETURN; -- not here yet
            END IF;
            IF EXISTS (
                SELECT FROM gaps g WHERE g.pair_id = wanted AND g.kind = 'book' AND g.hour_us >= hour
                    AND coalesce(g.from_recv_us, g.hour_us) < t
                    AND coalesce(g.to_recv_us, g.hour_us + 3600000000) > t) THEN
                RETURN; -- not known
            END IF;
            SELECT s.msg, s.snapshot INTO last FROM snapshots s
                WHERE s.pair_id = wanted AND s.recv_us BETWEEN hour AND t ORDER BY s.hour_us DESC, s.snap DESC LIMIT 1;
            IF NOT FOUND THEN
                RETURN;
            END IF;
            RETURN QUERY
                SELECT level.is_bid, level.price, level.size FROM (
                    SELECT DISTINCT ON (r.is_bid, r.price) r.is_bid, r.price, r.size FROM (
                        SELECT true AS is_bid, (l->>0)::numeric AS price, (l->>1)::numeric AS size, 0::bigint AS msg,
                            0 AS ord FROM json_array_elements(last.snapshot->'bids') l
                        UNION ALL
                        SELECT false, (l->>0)::numeric, (l->>1)::numeric, 0::bigint, 0
                            FROM json_array_elements(last.snapshot->'asks') l
                        UNION ALL
                        SELECT c.is_bid, c.price, c.size, c.msg, c.ord FROM changes c
                            WHERE c.pair_id = wanted AND c.recv_us BETWEEN hour AND t AND c.msg > last.msg) r
                    ORDER BY r.is_bid, r.price, r.msg DESC, r.ord DESC) level
                WHERE level.size > 0
                ORDER BY level.is_bid DESC, CASE WHEN level.is_bid THEN -level.price ELSE level.price END;
        END $$;

        """;
}
