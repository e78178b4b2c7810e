using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using TradingBot.Storage;
using static TradingBot.Storage.SchemaColumns;

namespace TradingBot.Tests.Storage;

/// <summary>Tables that are made new are those that an old database has after all steps.</summary>
public sealed partial class SchemaTests
{
    /// <summary>The first there was.</summary>
    private static readonly string VersionOne =
        $"""
        CREATE TABLE bot (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            id TEXT NOT NULL CHECK (length(id) = 36),
            name TEXT NOT NULL CHECK (length(name) > 0),
            mode TEXT NOT NULL CHECK (mode IN ('paper', 'live')),
            exchange TEXT NOT NULL CHECK (length(exchange) > 0),
            pair TEXT NOT NULL CHECK (length(pair) > 0),
            base TEXT NOT NULL CHECK (length(base) > 0),
            quote TEXT NOT NULL CHECK (length(quote) > 0),
            created INTEGER NOT NULL CHECK ({Whole("created")}));
        CREATE TABLE sessions (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            started INTEGER NOT NULL CHECK ({Whole("started")}),
            ended INTEGER CHECK (ended IS NULL OR {Whole("ended")}),
            settings TEXT NOT NULL CHECK (json_valid(settings)),
            start TEXT NOT NULL CHECK (json_valid(start)));
        CREATE TABLE event_kinds (kind TEXT PRIMARY KEY CHECK (length(kind) > 0)) WITHOUT ROWID;
        INSERT INTO event_kinds VALUES
            ('candle'), ('trade'), ('elapsed'), ('timer'), ('accepted'), ('rejected'), ('unknown'),
            ('reported'), ('not-found'), ('look-failed'), ('mode'), ('operator');
        CREATE TABLE events (
            sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
            session INTEGER NOT NULL REFERENCES sessions (number),
            time INTEGER NOT NULL CHECK ({Whole("time")}),
            kind TEXT NOT NULL REFERENCES event_kinds (kind),
            payload TEXT NOT NULL CHECK (json_valid(payload)));
        CREATE TABLE decisions (
            sequence INTEGER NOT NULL REFERENCES events (sequence),
            ordinal INTEGER NOT NULL CHECK (ordinal > 0),
            text TEXT NOT NULL CHECK (length(text) > 0),
            PRIMARY KEY (sequence, ordinal)) WITHOUT ROWID;
        CREATE TABLE orders (
            id TEXT PRIMARY KEY CHECK (length(id) = 36),
            number INTEGER NOT NULL CHECK (number > 0),
            attempt INTEGER NOT NULL CHECK (attempt > 0),
            purpose TEXT NOT NULL CHECK (purpose IN ('Open', 'Close')),
            side TEXT NOT NULL CHECK (side IN ('Buy', 'Sell')),
            volume TEXT NOT NULL CHECK ({Amount("volume")}),
            price TEXT NOT NULL CHECK ({Amount("price")}),
            trade INTEGER NOT NULL CHECK (trade >= 0),
            reason TEXT NOT NULL,
            reserved TEXT NOT NULL CHECK ({Amount("reserved")}),
            decided INTEGER NOT NULL CHECK ({Whole("decided")}),
            sent INTEGER CHECK (sent IS NULL OR {Whole("sent")}),
            deadline INTEGER CHECK (deadline IS NULL OR {Whole("deadline")}),
            {State},
            UNIQUE (number, attempt));
        CREATE TABLE order_changes (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL REFERENCES orders (id),
            sequence INTEGER REFERENCES events (sequence),
            time INTEGER NOT NULL CHECK ({Whole("time")}),
            {State});
        CREATE INDEX order_changes_of ON order_changes (id);
        CREATE TABLE fills (
            id TEXT NOT NULL REFERENCES orders (id),
            execution TEXT NOT NULL,
            time INTEGER NOT NULL CHECK ({Whole("time")}),
            volume TEXT NOT NULL CHECK ({Amount("volume")}),
            price TEXT NOT NULL CHECK ({Amount("price")}),
            fee TEXT NOT NULL CHECK ({SignedAmount("fee")}),
            is_maker INTEGER NOT NULL CHECK (is_maker IN (0, 1)),
            PRIMARY KEY (id, execution)) WITHOUT ROWID;
        CREATE TABLE trades (
            number INTEGER PRIMARY KEY,
            open_order INTEGER NOT NULL CHECK (open_order > 0),
            close_order INTEGER CHECK (close_order > open_order),
            {FillOf("entry", isThere: true)},
            {FillOf("exit", isThere: false)},
            open_reason TEXT NOT NULL,
            close_reason TEXT,
            CHECK ((close_order IS NULL) = (exit_time IS NULL) AND (close_order IS NULL) = (close_reason IS NULL)));
        CREATE TABLE balance (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            time INTEGER NOT NULL CHECK ({Whole("time")}),
            cash TEXT NOT NULL CHECK ({SignedAmount("cash")}),
            held TEXT NOT NULL CHECK ({Amount("held")}));
        CREATE TABLE state (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            sequence INTEGER REFERENCES events (sequence),
            json TEXT NOT NULL CHECK (json_valid(json)));
        """;

    [Fact]
    public void A_database_of_version_1_has_the_tables_of_a_new_one_after_all_steps()
    {
        using var folder = new TemporaryDirectory();
        using var old = Made(folder["old.db"]);
        Run(old, $"{VersionOne} PRAGMA user_version = 1;");
        using var made = Made(folder["new.db"]);

        DatabaseFile.Migrate(old, folder["old.db"]);
        DatabaseFile.Fill(made, Bot);

        const string tables = "SELECT type || ' ' || name || ': ' || coalesce(sql, '') FROM sqlite_master ORDER BY 1";
        Rows(old, tables).Should().Equal(Rows(made, tables)).And.HaveCountGreaterThan(12);
        const string kinds = "SELECT kind FROM event_kinds ORDER BY 1";
        Rows(old, kinds).Should().Equal(Rows(made, kinds));
        foreach (var pragma in new[] { "user_version", "journal_mode" })
            Rows(old, $"PRAGMA {pragma}").Should().Equal(Rows(made, $"PRAGMA {pragma}"));
        Rows(made, "PRAGMA application_id").Should().Equal($"{Schema.ApplicationId}");
    }

    [Fact]
    public void A_new_database_is_whole_or_not_there()
    {
        using var folder = new TemporaryDirectory();
        using var made = Made(folder["new.db"]);

        FluentActions.Invoking(() => DatabaseFile.Fill(made, Bot with { Mode = "neither" }))
            .Should().Throw<SqliteException>();

        using var second = DatabaseFile.Open(folder["new.db"], SqliteOpenMode.ReadOnly);
        Rows(second, "SELECT name FROM sqlite_master").Should().BeEmpty("nothing is committed without the bot");
    }

    private static BotIdentity Bot => new()
    {
        Name = "bot",
        Mode = "paper",
        Exchange = "kraken",
        Pair = "XBTUSD",
        Base = "XBT",
        Quote = "USD",
        Created = DateTime.UnixEpoch,
    };

    private static SqliteConnection Made(string path)
    {
        using (File.Create(path))
        {
        }

        return DatabaseFile.Open(path, SqliteOpenMode.ReadWrite);
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static List<string> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var row = command.ExecuteReader();
        var rows = new List<string>();
        while (row.Read())
            rows.Add(Space().Replace(row.GetValue(0).ToString()!, " "));
        return rows;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
