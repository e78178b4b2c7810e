using static TradingBot.Storage.SchemaColumns;

namespace TradingBot.Storage;

/// <summary>How the tables of an earlier version become those of the next, from version 1 on.</summary>
internal static class SchemaSteps
{
    public static IReadOnlyList<string> All { get; } =
    [
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

    /// <summary>The step from a version, at least 1, to the one after it.</summary>
    public static string From(int version) => All[version - 1];
}
