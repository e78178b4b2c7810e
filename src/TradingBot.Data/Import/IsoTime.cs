namespace TradingBot.Data.Import;

/// <summary>
/// Reads times as CSV files have them, ISO 8601 and its relatives: <c>2017-01-01</c>, <c>2017.01.01 12:00</c>,
/// <c>2017-01-01T12:00:00.000Z</c>, <c>2017-01-01 12:00:00+00</c>, <c>2017-01-01 12:00 UTC</c>,
/// <c>2017-01-01 12-PM</c>. Without a zone they are UTC.
/// </summary>
internal static class IsoTime
{
    /// <param name="text">ASCII, without surrounding space.</param>
    /// <param name="unixSeconds">With a fraction if the text has one.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, out double unixSeconds)
    {
        unixSeconds = 0;
        if (!Digits(ref text, 4, out var year) || !Skip(ref text, "-./"u8)
            || !Digits(ref text, 2, out var month) || !Skip(ref text, "-./"u8)
            || !Digits(ref text, 2, out var day)
            || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        unixSeconds = (new DateTime(year, month, day) - DateTime.UnixEpoch.Date).TotalSeconds;
        if (text.IsEmpty)
            return true;
        if (!Skip(ref text, "Tt "u8))
            return false;
        if (TryHour(text, out var hour))
        {
            unixSeconds += hour * 3600;
            return true;
        }

        if (!TryClock(ref text, out var clock) || !TryZone(text, out var zone))
            return false;
        unixSeconds += clock - zone;
        return true;
    }

    /// <param name="text">A time of day, as <c>12:30</c> or <c>12:30:00</c>.</param>
    /// <param name="seconds">Since midnight.</param>
    public static bool TryParseClock(ReadOnlySpan<byte> text, out double seconds) =>
        TryClock(ref text, out seconds) && text.IsEmpty;

    /// <summary><c>11-PM</c>, as CryptoDataDownload writes hours.</summary>
    private static bool TryHour(ReadOnlySpan<byte> text, out int hour)
    {
        if (!Digits(ref text, 2, out hour) || hour is < 1 or > 12
            || !(text.SequenceEqual("-AM"u8) || text.SequenceEqual("-PM"u8)))
            return false;
        hour = hour % 12 + (text[1] == 'P' ? 12 : 0);
        return true;
    }

    private static bool TryClock(ref ReadOnlySpan<byte> text, out double seconds)
    {
        seconds = 0;
        if (!Digits(ref text, 2, out var hour) || !Skip(ref text, ":"u8) || !Digits(ref text, 2, out var minute)
            || hour > 23 || minute > 59)
            return false;
        seconds = hour * 3600 + minute * 60;
        if (!Skip(ref text, ":"u8))
            return true;
        if (!Digits(ref text, 2, out var second) || second > 59)
            return false;
        seconds += second;
        if (!Skip(ref text, "."u8))
            return true;
        var unit = 0.1;
        for (; Digits(ref text, 1, out var digit); unit /= 10)
            seconds += digit * unit;
        return unit < 0.1;
    }

    private static bool TryZone(ReadOnlySpan<byte> text, out int seconds)
    {
        seconds = 0;
        if (text.IsEmpty || text.SequenceEqual("Z"u8) || text.SequenceEqual("z"u8) || text.SequenceEqual(" UTC"u8))
            return true;
        var sign = text[0] == '-' ? -1 : 1;
        if (!Skip(ref text, "+-"u8) || !Digits(ref text, 2, out var hours))
            return false;
        var minutes = 0; // PostgreSQL leaves them out
        if (!text.IsEmpty)
        {
            Skip(ref text, ":"u8);
            if (!Digits(ref text, 2, out minutes) || !text.IsEmpty)
                return false;
        }

        if (hours > 14 || minutes > 59)
            return false;
        seconds = sign * (hours * 3600 + minutes * 60);
        return true;
    }

    private static bool Digits(ref ReadOnlySpan<byte> text, int count, out int number)
    {
        number = 0;
        if (text.Length < count)
            return false;
        foreach (var letter in text[..count])
        {
            if (!char.IsAsciiDigit((char)letter))
                return false;
            number = number * 10 + letter - '0';
        }

        text = text[count..];
        return true;
    }

    private static bool Skip(ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> anyOf)
    {
        if (text.IsEmpty || !anyOf.Contains(text[0]))
            return false;
        text = text[1..];
        return true;
    }
}
