namespace TradingBot.Storage;

/// <summary>Columns, and what is demanded of them, as the tables and the steps to them write them.</summary>
internal static class SchemaColumns
{
    /// <summary>What an order has come to.</summary>
    public static string State =>
        $"""
        state TEXT NOT NULL CHECK (state IN ('Intended', 'Sending', 'Accepted', 'PartiallyFilled', 'Filled', 'Canceled',
                'Expired', 'Rejected', 'Unknown')),
            exchange_id TEXT,
            filled TEXT NOT NULL CHECK ({Amount("filled")}),
            cost TEXT NOT NULL CHECK ({Amount("cost")}),
            fee TEXT CHECK (fee IS NULL OR {SignedAmount("fee")}),
            note TEXT
        """;

    /// <summary>The columns of a trade's entry or exit.</summary>
    public static string FillOf(string name, bool isThere)
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

    /// <summary>What of a fee was not taken from the quote balance; null: nothing.</summary>
    public static string InKind(string column) => $"{column} TEXT CHECK ({column} IS NULL OR json_valid({column}))";

    public static string Whole(string column) => $"typeof({column}) = 'integer'";

    /// <summary>Digits with at most one point among them.</summary>
    public static string Amount(string column) =>
        $"typeof({column}) = 'text' AND {column} GLOB '[0-9]*' AND {column} NOT GLOB '*[^0-9.]*' "
        + $"AND {column} NOT GLOB '*.*.*' AND {column} NOT GLOB '*.'";

    public static string SignedAmount(string column) =>
        $"typeof({column}) = 'text' AND ltrim({column}, '-') GLOB '[0-9]*' AND {column} NOT GLOB '*[^0-9.-]*' "
        + $"AND {column} NOT GLOB '?*-*' AND {column} NOT GLOB '*.*.*' AND {column} NOT GLOB '*.'";
}
