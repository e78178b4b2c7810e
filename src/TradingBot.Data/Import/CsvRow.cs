using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace TradingBot.Data.Import;

/// <summary>
/// Takes one line apart. <see cref="ReadPlain"/> knows plain numbers only and is what makes an import fast;
/// <see cref="Read"/> reads every line that it gave up on: ISO times, exponents, signs, quotes, spaces, mistakes.
/// </summary>
internal static unsafe class CsvRow
{
    private const int LongestExcerpt = 40;

    /// <summary>Fills <paramref name="values"/>, indexed by slot, from a line that ends in a newline.</summary>
    /// <returns>The start of the next line, or null if anything but plain numbers is there.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* ReadPlain(
        byte* line, byte* columns, int columnCount, byte separator, bool hasMoreColumns, double* values)
    {
        var at = line;
        for (var column = 0; ; column++)
        {
            var slot = columns[column];
            if (slot == CsvLayout.Ignored)
            {
                while (*at != separator && *at != (byte)'\n' && *at != (byte)'"')
                    at++;
            }
            else
            {
                at = PlainNumber.Read(at, out values[slot]);
                if (at == null)
                    return null;
            }

            if (column + 1 == columnCount)
                break;
            if (*at++ != separator)
                return null;
        }

        if (hasMoreColumns && *at == separator)
        {
            while (*at != '\n')
                at++;
        }

        if (*at == '\r')
            at++;
        return *at == '\n' ? at + 1 : null;
    }

    /// <summary>Fills <paramref name="values"/>, indexed by slot, from a line without its newline.</summary>
    /// <returns>What is wrong with the line, or null.</returns>
    public static string? Read(ReadOnlySpan<byte> line, CsvLayout layout, Span<double> values)
    {
        var isOver = false;
        for (var column = 0; column < layout.Columns.Length; column++)
        {
            if (isOver)
                return $"{column} columns where at least {layout.Columns.Length} are needed";
            var field = NextField(ref line, layout.Separator, out isOver);
            var slot = layout.Columns[column];
            if (slot == CsvLayout.Ignored)
                continue;
            if (slot == CsvLayout.Clock)
            {
                if (!IsoTime.TryParseClock(field, out values[slot]))
                    return $"time of day is not like 12:30: {Excerpt(field)}";
                continue;
            }

            if (TryNumber(field, out values[slot]))
                continue;
            if (slot != CsvLayout.Time)
                return $"{CsvLayout.NameOf(slot)} is not a number: {Excerpt(field)}";
            if (!IsoTime.TryParse(field, out values[slot]))
                return $"time is neither unix seconds or milliseconds nor ISO 8601: {Excerpt(field)}";
        }

        return isOver || layout.HasMoreColumns ? null : $"more columns than {layout.Columns.Length}";
    }

    private static ReadOnlySpan<byte> NextField(ref ReadOnlySpan<byte> line, byte separator, out bool isLast)
    {
        var text = line.TrimStart(separator == '\t' ? " "u8 : " \t"u8);
        var quoted = text.Length > 1 && text[0] == '"' ? text[1..].IndexOf((byte)'"') + 2 : 0;
        var comma = quoted > 1 ? text[quoted..].IndexOf(separator) + quoted : text.IndexOf(separator);
        isLast = comma < quoted;
        line = isLast ? [] : text[(comma + 1)..];
        return (isLast ? text : text[..comma]).Trim(" \t\r\""u8);
    }

    private static bool TryNumber(ReadOnlySpan<byte> field, out double value)
    {
        fixed (byte* start = field)
        {
            // The field stands in a line: the character that PlainNumber needs behind it is a comma or the newline.
            if (start != null && PlainNumber.Read(start, out value) == start + field.Length)
                return true;
        }

        return double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    private static string Excerpt(ReadOnlySpan<byte> field)
    {
        var text = Encoding.ASCII.GetString(field[..Math.Min(field.Length, LongestExcerpt)]);
        return $"'{string.Concat(text.Select(letter => char.IsControl(letter) ? '?' : letter))}'";
    }
}
