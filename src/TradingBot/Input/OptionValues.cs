using System.Globalization;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;

namespace TradingBot.Input;

/// <summary>The values of options, from the text a person types. A wrong one throws with what is allowed.</summary>
internal static class OptionValues
{
    /// <summary>2001: a smaller number is more likely a year or a date without its dashes.</summary>
    private const long FirstUnixTime = 1_000_000_000;

    /// <summary>Seconds between two ticker lines.</summary>
    public const double ShortestPoll = 0.1;

    public const double LongestPoll = 3600;

    /// <summary>Of a fee, of slippage, of what borrowing costs; a fraction.</summary>
    public const decimal MaxRate = 0.1m;

    public const decimal MaxBalance = 1_000_000_000_000m;

    private static readonly string[] DateForms =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>What <see cref="Period"/> takes, in words.</summary>
    public const string Periods =
        "minutes that divide a day, such as 5 or 120, or whole days up to 15; 5m, 2h, 1d and 1w are the same";

    /// <summary>The length of a candle, one of those that can be traded.</summary>
    public static Timeframe Period(string text) => Timeframe.Parse(text) is { IsTradable: true } period
        ? period
        : throw new UserError($"'{text}' is not allowed; use {Periods}");

    /// <summary>True for minutes that <see cref="Period"/> takes.</summary>
    public static bool IsPeriod(int minutes) =>
        Timeframe.Parse(minutes.ToString(CultureInfo.InvariantCulture)) is { IsTradable: true };

    /// <summary>The length of a candle, whatever can be stored.</summary>
    public static Timeframe CandleLength(string text) => Timeframe.Parse(text)
        ?? throw new UserError($"'{text}' is not allowed; use whole minutes from 1 to 21600, or as 5m, 1h, 1d, 1w");

    /// <summary>Seconds, a fraction allowed.</summary>
    public static double Poll(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
        && seconds is >= ShortestPoll and <= LongestPoll
            ? seconds
            : throw new UserError($"'{text}' is not allowed; use seconds from 0.1 to 3600");

    /// <summary>
    /// Unix seconds of an ISO 8601 date or date-time (UTC unless it says otherwise), or unix seconds.
    /// </summary>
    public static long Start(string text) => Moment(text).Seconds;

    /// <summary>As <see cref="Start"/>; a date without a time means the whole of that day, so its end.</summary>
    public static long End(string text)
    {
        var (seconds, isDay) = Moment(text);
        return isDay ? seconds + 86_400 : seconds;
    }

    /// <summary>A factor by which time is faster.</summary>
    public static double Speed(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var factor)
        && factor is >= 1 and <= 1000
            ? factor
            : throw new UserError($"'{text}' is not allowed; use a number from 1 to 1000");

    /// <summary>A fraction up to a tenth: <c>0.26%</c> and <c>0.0026</c> are the same.</summary>
    public static decimal Rate(string text)
    {
        var percent = text.EndsWith('%');
        var number = Number(percent ? text[..^1] : text);
        var rate = percent ? number / 100 : number;
        return rate is >= 0 and <= MaxRate
            ? rate.Value
            : throw new UserError($"'{text}' is not allowed; use a rate from 0 to 10%, such as 0.26% or 0.0026");
    }

    /// <summary>A fraction above 0 and below 1: <c>5%</c> and <c>0.05</c> are the same.</summary>
    public static decimal Share(string text)
    {
        var percent = text.EndsWith('%');
        var number = Number(percent ? text[..^1] : text);
        var share = percent ? number / 100 : number;
        return share is > 0 and < 1
            ? share.Value
            : throw new UserError($"'{text}' is not allowed; use a share as 5% or 0.05, or off");
    }

    /// <summary>A whole number from 1.</summary>
    public static int Count(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        && count >= 1 && count <= most
            ? count
            : throw new UserError($"'{text}' is not allowed; use a whole number from 1 to {most}");

    /// <summary>Hours or days: <c>36h</c>, <c>3d</c>.</summary>
    public static TimeSpan Age(string text)
    {
        const int most = 3650;
        var hours = text.ToLowerInvariant() switch
        {
            [.. var count, 'h'] => Whole(count),
            [.. var count, 'd'] => Whole(count) * 24,
            _ => 0,
        };
        return hours is >= 1 and <= most * 24
            ? TimeSpan.FromHours(hours)
            : throw new UserError($"'{text}' is not allowed; use hours or days from 1h to {most}d, such as 3d, or all");

        static int Whole(string digits) =>
            int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number <= most * 24 ? number : 0;
    }

    /// <summary>One of the words, in lower case.</summary>
    public static string OneOf(string text, params string[] words) =>
        words.Contains(text, StringComparer.OrdinalIgnoreCase)
            ? text.ToLowerInvariant()
            : throw new UserError($"'{text}' is not allowed; use {string.Join(" or ", words)}");

    /// <summary>How orders meet the market.</summary>
    public static OrderStyle Style(string text) => OneOf(text, "market", "limit", "post-only") switch
    {
        "limit" => OrderStyle.Limit,
        "post-only" => OrderStyle.PostOnly,
        _ => OrderStyle.Market,
    };

    /// <summary>Money above 0.</summary>
    public static decimal Balance(string text) => Number(text) is { } amount and > 0 and <= MaxBalance
        ? amount
        : throw new UserError(
            $"'{text}' is not allowed; use an amount of the quote currency above 0 and up to 1 trillion, such as "
                + "10000");

    /// <summary>An http or https address without a path.</summary>
    public static Uri Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
        && address.AbsolutePath == "/"
            ? address
            : throw new UserError($"'{text}' is not an address; use one such as http://127.0.0.1:8080");

    /// <summary>The name of a directory, which need not exist.</summary>
    public static string NotEmpty(string text) =>
        string.IsNullOrWhiteSpace(text) ? throw new UserError($"'{text}' is not a directory")
        : File.Exists(text) ? throw new UserError($"'{text}' is a file; name a directory")
        : text;

    /// <summary>The name of a file.</summary>
    public static string FileName(string text) =>
        string.IsNullOrWhiteSpace(text) ? throw new UserError($"'{text}' is not a file") : text;

    /// <summary>
    /// A directory that exists or can be made; it is made here, before the work whose result goes there.
    /// </summary>
    public static string NewDirectory(string text)
    {
        try
        {
            return Directory.CreateDirectory(NotEmpty(text)).FullName;
        }
        catch (Exception failure) when (failure is ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new UserError($"'{text}' cannot be written: {failure.Message}", ExitCode.Failed);
        }
    }

    /// <summary>A file that can be made or replaced; its directory is made here.</summary>
    /// <returns>Its full path.</returns>
    public static string NewFile(string text)
    {
        if (string.IsNullOrWhiteSpace(text) || Directory.Exists(text) || Path.EndsInDirectorySeparator(text))
            throw new UserError($"'{text}' is not a file; name one, such as report.html");
        var path = Path.GetFullPath(text);
        NewDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    /// <summary><c>name=value</c>.</summary>
    public static KeyValuePair<string, string> Assignment(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        return at > 0
            ? KeyValuePair.Create(text[..at].Trim(), text[(at + 1)..].Trim().TrimEnd('%'))
            : throw new UserError($"'{text}' is not allowed; use name=value, such as --set fast=12");
    }

    private static (long Seconds, bool IsDay) Moment(string text)
    {
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds is >= FirstUnixTime and <= uint.MaxValue)
        {
            return (seconds, false);
        }

        if (DateTime.TryParseExact(text, DateForms, CultureInfo.InvariantCulture, utc, out var time)
            && time.Year is >= 1970 and < 2106)
        {
            return ((long)(time - DateTime.UnixEpoch).TotalSeconds, text.Length == DateForms[0].Length);
        }

        throw new UserError(
            $"'{text}' is not a time; use a date (2017-01-01), a date-time (2017-01-01T12:30) or unix seconds");
    }

    private static decimal? Number(string text)
    {
        const NumberStyles plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        return decimal.TryParse(text.Trim(), plain, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
