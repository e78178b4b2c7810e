namespace TradingBot.Storage;

/// <summary>The tables, as steps from each version to the next; the version is the number of steps taken.</summary>
internal static class Schema
{
    /// <summary>In the file's header: this is a database of ours.</summary>
    public const int ApplicationId = 0x5442_6F74; // "TBot"

    /// <summary>From this version on events may be missing before a checkpoint.</summary>
    public const int FirstWithCheckpoints = 10;

    public static IReadOnlyList<string> Steps { get; } =
    [
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
        """,
        "INSERT INTO event_kinds VALUES ('cancel');",
        "INSERT INTO event_kinds VALUES ('book');",
        // What was sold short: a trade has a side and costs something to borrow, and what is held can be owed.
        $"""
        ALTER TABLE trades ADD COLUMN side TEXT NOT NULL DEFAULT 'Buy' CHECK (side IN ('Buy', 'Sell'));
        ALTER TABLE trades ADD COLUMN borrow_cost TEXT NOT NULL DEFAULT '0' CHECK ({Amount("borrow_cost")});
        ALTER TABLE balance RENAME TO balance_before;
        CREATE TABLE balance (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            time INTEGER NOT NULL CHECK ({Whole("time")}),
            cash TEXT NOT NULL CHECK ({SignedAmount("cash")}),
            held TEXT NOT NULL CHECK ({SignedAmount("held")}));
        INSERT INTO balance SELECT only, time, cash, held FROM balance_before;
        DROP TABLE balance_before;
        """,
        // Refused by the exchange for its own content; unknown for what was stored before.
        "ALTER TABLE orders ADD COLUMN refused INTEGER NOT NULL DEFAULT 0 CHECK (refused IN (0, 1));",
        "INSERT INTO event_kinds VALUES ('account'), ('account-entries'), ('account-unread');",
        "INSERT INTO event_kinds VALUES ('budget');",
        // No table changes. A session's settings hold a bot's definition, which programs before cannot read.
        "",
        // What of a fee was not taken from the quote balance; null, as in all that was stored before: nothing.
        $"""
        ALTER TABLE orders ADD COLUMN {InKind("fee_in_kind")};
        ALTER TABLE order_changes ADD COLUMN {InKind("fee_in_kind")};
        ALTER TABLE fills ADD COLUMN {InKind("fee_in_kind")};
        ALTER TABLE trades ADD COLUMN {InKind("entry_fee_in_kind")};
        ALTER TABLE trades ADD COLUMN {InKind("exit_fee_in_kind")};
        """,
        // Events are not kept for ever, changes of orders are: they name the event that brought them, kept or not. A
        // checkpoint is a point to replay from: a session's start, or, with the trader's state, a moment within one.
        $"""
        ALTER TABLE order_changes RENAME TO order_changes_before;
        CREATE TABLE order_changes (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL REFERENCES orders (id),
            sequence INTEGER CHECK (sequence IS NULL OR {Whole("sequence")} AND sequence > 0),
            time INTEGER NOT NULL CHECK ({Whole("time")}),
            {State},
            {InKind("fee_in_kind")}) STRICT;
        INSERT INTO order_changes
            SELECT number, id, sequence, time, state, exchange_id, filled, cost, fee, note, fee_in_kind
            FROM order_changes_before;
        DROP TABLE order_changes_before;
        CREATE INDEX order_changes_of ON order_changes (id);
        CREATE TABLE checkpoints (
            sequence INTEGER PRIMARY KEY CHECK (sequence >= 0),
            session INTEGER NOT NULL REFERENCES sessions (number),
            time INTEGER NOT NULL CHECK ({Whole("time")}),
            json TEXT CHECK (json IS NULL OR json_valid(json))) STRICT;
        CREATE TABLE candles (
            sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
            session INTEGER NOT NULL REFERENCES sessions (number),
            json TEXT NOT NULL CHECK (json_valid(json))) STRICT;
        INSERT INTO checkpoints
            SELECT min(e.sequence) - 1, s.number, s.started, NULL
            FROM events e JOIN sessions s ON s.number = e.session GROUP BY s.number;
        """,
    ];

    private static string State =>
        $"""
        state TEXT NOT NULL CHECK (state IN ('Intended', 'Sending', 'Accepted', 'PartiallyFilled', 'Filled', 'Canceled',
                'Expired', 'Rejected', 'Unknown')),
            exchange_id TEXT,
            filled TEXT NOT NULL CHECK ({Amount("filled")}),
            cost TEXT NOT NULL CHECK ({Amount("cost")}),
            fee TEXT CHECK (fee IS NULL OR {SignedAmount("fee")}),
            note TEXT
        """;

    private static string FillOf(string name, bool isThere)
    {
        return string.Join(
            ",\n    ",
            Column("time", "INTEGER", Whole),
            Column("price", "TEXT", Amount),
            Column("volume", "TEXT", Amount),
            Column("cost", "TEXT", Amount),
            Column("fee", "TEXT", SignedAmount));

        string Column(string figure, string type, Func<string, string> check)
        {
            var column = $"{name}_{figure}";
            return isThere
                ? $"{column} {type} NOT NULL CHECK ({check(column)})"
                : $"{column} {type} CHECK ({column} IS NULL OR {check(column)})";
        }
    }

    private static string InKind(string column) => $"{column} TEXT CHECK ({column} IS NULL OR json_valid({column}))";

    private static string Whole(string column) => $"typeof({column}) = 'integer'";

    /// <summary>Digits with at most one point among them.</summary>
    private static string Amount(string column) =>
        $"typeof({column}) = 'text' AND {column} GLOB '[0-9]*' AND {column} NOT GLOB '*[^0-9.]*' "
        + $"AND {column} NOT GLOB '*.*.*' AND {column} NOT GLOB '*.'";

    private static string SignedAmount(string column) =>
        $"typeof({column}) = 'text' AND ltrim({column}, '-') GLOB '[0-9]*' AND {column} NOT GLOB '*[^0-9.-]*' "
        + $"AND {column} NOT GLOB '?*-*' AND {column} NOT GLOB '*.*.*' AND {column} NOT GLOB '*.'";
}
