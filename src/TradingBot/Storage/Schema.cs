using static TradingBot.Storage.SchemaColumns;

namespace TradingBot.Storage;

/// <summary>The tables of a bot's database as they are; <see cref="SchemaSteps"/> brings earlier ones here.</summary>
internal static class Schema
{
    /// <summary>In the file's header: this is a database of ours.</summary>
    public const int ApplicationId = 0x5442_6F74; // "TBot"

    /// <summary>From this version on events may be missing before a checkpoint.</summary>
    public const int FirstWithCheckpoints = 10;

    /// <summary>Of the tables as they are now.</summary>
    public static int Version => SchemaSteps.All.Count + 1;

    /// <summary>
    /// Makes them in an empty database: the same tables that one of version 1 has after all steps, in one statement
    /// each. To change one, change it here and add a step.
    /// </summary>
    public static string Tables { get; } =
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
            ('reported'), ('not-found'), ('look-failed'), ('mode'), ('operator'), ('cancel'), ('book'),
            ('account'), ('account-entries'), ('account-unread'), ('budget');
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
            refused INTEGER NOT NULL DEFAULT 0 CHECK (refused IN (0, 1)),
            {InKind("fee_in_kind")},
            UNIQUE (number, attempt));
        CREATE TABLE order_changes (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL REFERENCES orders (id),
            sequence INTEGER CHECK (sequence IS NULL OR {Whole("sequence")} AND sequence > 0),
            time INTEGER NOT NULL CHECK ({Whole("time")}),
            {State},
            {InKind("fee_in_kind")}) STRICT;
        CREATE INDEX order_changes_of ON order_changes (id);
        CREATE TABLE fills (
            id TEXT NOT NULL REFERENCES orders (id),
            execution TEXT NOT NULL,
            time INTEGER NOT NULL CHECK ({Whole("time")}),
            volume TEXT NOT NULL CHECK ({Amount("volume")}),
            price TEXT NOT NULL CHECK ({Amount("price")}),
            fee TEXT NOT NULL CHECK ({SignedAmount("fee")}),
            is_maker INTEGER NOT NULL CHECK (is_maker IN (0, 1)),
            {InKind("fee_in_kind")},
            PRIMARY KEY (id, execution)) WITHOUT ROWID;
        CREATE TABLE trades (
            number INTEGER PRIMARY KEY,
            open_order INTEGER NOT NULL CHECK (open_order > 0),
            close_order INTEGER CHECK (close_order > open_order),
            {FillOf("entry", isThere: true)},
            {FillOf("exit", isThere: false)},
            open_reason TEXT NOT NULL,
            close_reason TEXT,
            side TEXT NOT NULL DEFAULT 'Buy' CHECK (side IN ('Buy', 'Sell')),
            borrow_cost TEXT NOT NULL DEFAULT '0' CHECK ({Amount("borrow_cost")}),
            {InKind("entry_fee_in_kind")},
            {InKind("exit_fee_in_kind")},
            CHECK ((close_order IS NULL) = (exit_time IS NULL) AND (close_order IS NULL) = (close_reason IS NULL)));
        CREATE TABLE balance (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            time INTEGER NOT NULL CHECK ({Whole("time")}),
            cash TEXT NOT NULL CHECK ({SignedAmount("cash")}),
            held TEXT NOT NULL CHECK ({SignedAmount("held")}));
        CREATE TABLE state (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            sequence INTEGER REFERENCES events (sequence),
            json TEXT NOT NULL CHECK (json_valid(json)));
        CREATE TABLE checkpoints (
            sequence INTEGER PRIMARY KEY CHECK (sequence >= 0),
            session INTEGER NOT NULL REFERENCES sessions (number),
            time INTEGER NOT NULL CHECK ({Whole("time")}),
            json TEXT CHECK (json IS NULL OR json_valid(json))) STRICT;
        CREATE TABLE candles (
            sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
            session INTEGER NOT NULL REFERENCES sessions (number),
            json TEXT NOT NULL CHECK (json_valid(json))) STRICT;
        """;
}
