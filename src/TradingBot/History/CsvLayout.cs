using System.Text;

namespace TradingBot.History;

/// <summary>Which column of a CSV is what.</summary>
internal sealed class CsvLayout
{
    public const int Time = 0;
    public const int Open = 1;
    public const int High = 2;
    public const int Low = 3;
    public const int Close = 4;
    public const int Volume = 5;
    public const int Trades = 6;
    public const int Ignored = 7;

    /// <summary>Size of a row of values, indexed by the constants above.</summary>
    public const int Slots = 8;

    private static readonly string[] SlotNames = ["time", "open", "high", "low", "close", "volume", "trades"];

    private static readonly byte[] Krakens = [Time, Open, High, Low, Close, Volume, Trades];

    // The time column of a file that has several is the first of these that it has.
    private static readonly (string Name, int Slot)[] KnownNames =
    [
        ("time", Time), ("timestamp", Time), ("date", Time), ("open_time", Time),
        ("open", Open), ("high", High), ("low", Low), ("close", Close),
        ("volume", Volume), ("vol", Volume), ("trades", Trades), ("count", Trades),
    ];

    private CsvLayout(byte[] columns, bool hasHeader, bool hasMoreColumns) =>
        (Columns, HasHeader, HasMoreColumns) = (columns, hasHeader, hasMoreColumns);

    /// <summary>The slot of each column, up to the last one that is used.</summary>
    public byte[] Columns { get; }

    public bool HasHeader { get; }

    /// <summary>True if columns follow that nothing is read from.</summary>
    public bool HasMoreColumns { get; }

    /// <summary>What a message calls the column of a slot.</summary>
    public static string NameOf(int slot) => SlotNames[slot];

    /// <summary>Reads the layout off a file's first line: a header, or the first row of a Kraken archive.</summary>
    /// <param name="file">The name for messages.</param>
    /// <param name="line">The first line that is not empty.</param>
    /// <param name="number">Its number.</param>
    /// <exception cref="ImportException">A column is missing or stands twice.</exception>
    public static CsvLayout Of(string file, ReadOnlySpan<byte> line, long number)
    {
        var columns = Encoding.UTF8.GetString(line).Split(',');
        if (!char.IsAsciiDigit(columns[0].TrimStart(' ', '"').FirstOrDefault()))
            return OfHeader(new BadRow(file, number, ""), columns);
        if (columns.Length == Krakens.Length)
            return new CsvLayout(Krakens, hasHeader: false, hasMoreColumns: false);
        throw Wrong(new BadRow(
            file,
            number,
            $"no header, and {columns.Length} columns; else there are Kraken's 7: {string.Join(',', SlotNames)}"));
    }

    private static CsvLayout OfHeader(BadRow header, string[] names)
    {
        if (names[0].StartsWith("PK", StringComparison.Ordinal))
            throw Wrong(header with { Reason = "looks like a ZIP archive; its name must end in .zip" });
        var plain = Array.ConvertAll(names, PlainName);
        var columns = new byte[names.Length];
        Array.Fill(columns, (byte)Ignored);
        foreach (var (name, slot) in KnownNames)
        {
            var column = Array.IndexOf(plain, name);
            if (column < 0 || columns.Contains((byte)slot))
                continue;
            columns[column] = (byte)slot;
            if (Array.LastIndexOf(plain, name) != column)
                throw Wrong(header with { Reason = $"the header names {name} twice" });
        }

        var missing = Enumerable.Range(0, Trades).Where(slot => !columns.Contains((byte)slot)).Select(NameOf).ToArray();
        if (missing.Length > 0)
            throw Wrong(header with
            {
                Reason = $"the header has no column {string.Join(", ", missing)} (names are separated by commas)",
            });
        var used = Array.FindLastIndex(columns, slot => slot != Ignored) + 1;
        return new CsvLayout(columns[..used], hasHeader: true, hasMoreColumns: used < names.Length);
    }

    /// <summary>Exchanges write <c>Open time</c>, <c>open_time</c>, <c>"open-time"</c>.</summary>
    private static string PlainName(string name) =>
        name.Trim(' ', '\t', '\r', '"').ToLowerInvariant().Replace(' ', '_').Replace('-', '_');

    private static ImportException Wrong(BadRow row) => new(row.ToString());
}
