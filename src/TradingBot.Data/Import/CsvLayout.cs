using System.Text;

namespace TradingBot.Data.Import;

/// <summary>Which column of a CSV is what, and by what they are separated.</summary>
internal sealed class CsvLayout
{
    public const int Time = 0;
    public const int Open = 1;
    public const int High = 2;
    public const int Low = 3;
    public const int Close = 4;
    public const int Volume = 5;
    public const int Trades = 6;
    public const int Clock = 7;
    public const int Ignored = 8;

    /// <summary>The price of a row that is a trade.</summary>
    public const int Price = Open;

    /// <summary>Size of a row of values, indexed by the constants above.</summary>
    public const int Slots = 9;

    private static readonly string[] SlotNames =
        ["time", "open", "high", "low", "close", "volume", "trades", "time of day"];

    /// <summary>Files without a header are known by their number of columns.</summary>
    private static readonly byte[][] WithoutHeader =
    [
        [Time, Price, Volume], // Kraken's time and sales
        [Time, Open, High, Low, Close, Volume], // ccxt, freqtrade
        [Time, Open, High, Low, Close, Volume, Trades], // Kraken's OHLCVT
        [Time, Open, High, Low, Close, Ignored, Volume, Trades], // Kraken's REST; the sixth is the average price
        [Time, Open, High, Low, Close, Volume, Ignored, Ignored, Trades, Ignored, Ignored, Ignored], // Binance's klines
    ];

    private CsvLayout(byte separator, byte[] columns) =>
        (Separator, Columns, ColumnsInFile) = (separator, columns, columns.Length);

    /// <summary>The slot of each column, up to the last one that is used.</summary>
    public byte[] Columns { get; private init; }

    /// <summary>A comma, a semicolon, a tab or a bar.</summary>
    public byte Separator { get; }

    public bool HasHeader { get; private init; }

    /// <summary>True if columns follow that nothing is read from.</summary>
    public bool HasMoreColumns => ColumnsInFile > Columns.Length;

    /// <summary>True if a row is a trade and no candle.</summary>
    public bool IsOfTrades { get; private init; }

    private int ColumnsInFile { get; init; }

    /// <summary>What a message calls the column of a slot.</summary>
    public static string NameOf(int slot) => SlotNames[slot];

    /// <summary>
    /// True for a line that may stand above the header: CryptoDataDownload begins with its address, others with a #.
    /// </summary>
    public static bool IsComment(ReadOnlySpan<byte> line) =>
        line.TrimStart(" \t\""u8) is [(byte)'#', ..]
        || (line.IndexOf("://"u8) >= 0 && line.IndexOfAny((byte)',', (byte)';') < 0);

    /// <summary>Reads the layout off a file's first line: a header, or the first row of a file without one.</summary>
    /// <param name="file">The name for messages.</param>
    /// <param name="line">The first line that is not empty and no comment.</param>
    /// <param name="number">Its number.</param>
    /// <param name="next">The line below, or nothing: it shows what the columns date and time hold.</param>
    /// <exception cref="ImportException">A column is missing or appears twice.</exception>
    public static CsvLayout Of(string file, ReadOnlySpan<byte> line, long number, ReadOnlySpan<byte> next)
    {
        var separator = SeparatorOf(line);
        var fields = Fields(line, separator);
        var place = new BadRow(file, number, "");
        if (!char.IsAsciiDigit(fields[0].FirstOrDefault()))
            return OfHeader(place, fields, separator, Fields(next, separator));
        if (fields.Any(field => field is "True" or "False" or "true" or "false"))
            throw Wrong(place, "looks like trades of Binance; import its klines");
        var known = Array.Find(WithoutHeader, columns => columns.Length == fields.Length) ?? throw Wrong(
            place,
            $"no header, and {fields.Length} columns; without a header a file has 3 (time,price,volume of trades), "
            + "6 (time,open,high,low,close,volume), Kraken's 7 (plus trades) or 8 (REST), or Binance's 12");
        var used = Array.FindLastIndex(known, slot => slot != Ignored) + 1;
        return new CsvLayout(separator, known[..used])
        {
            ColumnsInFile = known.Length,
            IsOfTrades = ReferenceEquals(known, WithoutHeader[0]),
        };
    }

    private static byte SeparatorOf(ReadOnlySpan<byte> line)
    {
        var (best, most) = ((byte)',', 0);
        foreach (var separator in ",;\t|"u8)
        {
            if (line.Count(separator) is var count && count > most)
                (best, most) = (separator, count);
        }

        return best;
    }

    private static string[] Fields(ReadOnlySpan<byte> line, byte separator) => Array.ConvertAll(
        Encoding.UTF8.GetString(line).Split((char)separator), field => field.Trim(' ', '\t', '\r', '"'));

    private static CsvLayout OfHeader(BadRow place, string[] names, byte separator, string[] firstRow)
    {
        var columns = HeaderNames.SlotsOf(names, firstRow, out var twice);
        if (twice is not null)
            throw Wrong(place, $"the header names {twice} twice");
        var isOfTrades = HeaderNames.AreOfTrades(names);
        int[] needed = isOfTrades ? [Time, Price, Volume] : [Time, Open, High, Low, Close, Volume];
        var missing = needed.Where(slot => !columns.Contains((byte)slot)).Select(NameOf).ToArray();
        if (missing.Length > 0)
            throw Wrong(place, $"the header has no column {string.Join(", ", missing)}");
        var used = Array.FindLastIndex(columns, slot => slot != Ignored) + 1;
        return new CsvLayout(separator, columns[..used])
        {
            ColumnsInFile = names.Length,
            HasHeader = true,
            IsOfTrades = isOfTrades,
        };
    }

    private static ImportException Wrong(BadRow place, string reason) =>
        new((place with { Reason = reason }).ToString());
}
