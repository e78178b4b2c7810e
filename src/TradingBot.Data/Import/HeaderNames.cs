
namespace TradingBot.Data.Import;

/// <summary>What the columns of a file are, by the names that exchanges and programs give them.</summary>
internal static class HeaderNames
{
    // The time column of a file that has several is the first of these that it has.
    private static readonly (string Name, int Slot)[] Known =
    [
        ("time", CsvLayout.Time), ("timestamp", CsvLayout.Time), ("unix", CsvLayout.Time),
        ("unix_timestamp", CsvLayout.Time), ("open_time", CsvLayout.Time), ("datetime", CsvLayout.Time),
        ("date", CsvLayout.Time),
        ("open", CsvLayout.Open), ("high", CsvLayout.High), ("low", CsvLayout.Low), ("close", CsvLayout.Close),
        ("volume", CsvLayout.Volume), ("vol", CsvLayout.Volume),
        ("trades", CsvLayout.Trades), ("count", CsvLayout.Trades), ("tradecount", CsvLayout.Trades),
        ("trade_count", CsvLayout.Trades), ("number_of_trades", CsvLayout.Trades),
    ];

    private static readonly (string Name, int Slot)[] OfTrades =
        [("price", CsvLayout.Price), ("amount", CsvLayout.Volume), ("qty", CsvLayout.Volume)];

    /// <summary>Endings of a column that counts volume in the currency of the price.</summary>
    private static readonly string[] QuoteEndings =
        ["usd", "usdt", "usdc", "eur", "gbp", "jpy", "quote", "currency", "(currency)"];

    /// <summary>The slot of each column.</summary>
    /// <param name="names">The header's words.</param>
    /// <param name="firstRow">The fields below it.</param>
    /// <param name="twice">A name that is needed and appears twice, or null.</param>
    public static byte[] SlotsOf(string[] names, string[] firstRow, out string? twice)
    {
        var plain = Array.ConvertAll(names, PlainName);
        var columns = new byte[names.Length];
        Array.Fill(columns, (byte)CsvLayout.Ignored);
        twice = null;
        SplitTime(plain, firstRow, columns);
        foreach (var (name, slot) in AreOfTrades(names) ? [.. Known, .. OfTrades] : Known)
        {
            var column = Array.IndexOf(plain, name);
            if (column < 0 || columns.Contains((byte)slot))
                continue;
            columns[column] = (byte)slot;
            if (Array.LastIndexOf(plain, name) != column)
                twice ??= name;
        }

        if (!columns.Contains((byte)CsvLayout.Volume) && VolumeColumn(plain) is >= 0 and var volume)
            columns[volume] = CsvLayout.Volume;
        return columns;
    }

    /// <summary>A price and none of open, high, low and close: a row is a trade.</summary>
    public static bool AreOfTrades(string[] names)
    {
        var plain = Array.ConvertAll(names, PlainName);
        return plain.Contains("price") && !plain.Any(name => name is "open" or "high" or "low" or "close");
    }

    /// <summary>Columns date and time are one time where the second has an hour and the first none.</summary>
    private static void SplitTime(string[] plain, string[] firstRow, byte[] columns)
    {
        var (date, time) = (Array.IndexOf(plain, "date"), Array.IndexOf(plain, "time"));
        if (date < 0 || time < 0 || Math.Max(date, time) >= firstRow.Length
            || firstRow[date].Contains(':') || !firstRow[time].Contains(':') || firstRow[time].Contains('-'))
            return;
        columns[date] = CsvLayout.Time;
        columns[time] = CsvLayout.Clock;
    }

    /// <summary><c>Volume BTC</c> of two columns, the other being <c>Volume USD</c>.</summary>
    private static int VolumeColumn(string[] plain)
    {
        var all = Enumerable.Range(0, plain.Length)
            .Where(column => plain[column].StartsWith("volume_", StringComparison.Ordinal)).ToList();
        var ofBase = all.Where(column => !Array.Exists(
            QuoteEndings, ending => plain[column].EndsWith("_" + ending, StringComparison.Ordinal)));
        return ofBase.Concat(all).FirstOrDefault(-1);
    }

    /// <summary>
    /// Exchanges write <c>Open time</c>, <c>open_time</c>, <c>"open-time"</c>, MetaTrader <c>&lt;OPEN&gt;</c>.
    /// </summary>
    private static string PlainName(string name) =>
        name.Trim('<', '>').ToLowerInvariant().Replace(' ', '_').Replace('-', '_');
}
