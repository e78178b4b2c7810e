using System.Globalization;
using TradingBot.Core.Market;

namespace TradingBot.Input;

/// <summary>Numbers and times as text, the same on every machine.</summary>
internal static class Display
{
    // As many decimals as a decimal can have.
    private const string AllDigits = "0.############################";

    /// <summary>Every digit there is and no trailing zero.</summary>
    public static string Exact(decimal value) => value.ToString(AllDigits, CultureInfo.InvariantCulture);

    /// <summary>2 to 6 decimals.</summary>
    public static string Money(decimal value) => value.ToString("0.00####", CultureInfo.InvariantCulture);

    /// <summary>A fraction as percent; <c>n/a</c> for what cannot be computed.</summary>
    public static string Percent(double fraction) =>
        !double.IsFinite(fraction) ? "n/a" : string.Create(CultureInfo.InvariantCulture, $"{fraction * 100:0.00} %");

    /// <summary>A rate as percent, every digit: 0.0026 is <c>0.26 %</c>.</summary>
    public static string FeePercent(decimal rate) => Exact(rate * 100) + " %";

    /// <summary>Two decimals; <c>n/a</c> for what cannot be computed.</summary>
    public static string Ratio(double value) =>
        !double.IsFinite(value) ? "n/a" : value.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary><c>2018-04-13 14:54:50</c>, UTC.</summary>
    public static string Time(long unixSeconds) =>
        DateTime.UnixEpoch.AddSeconds(unixSeconds).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <param name="time">UTC.</param>
    public static string Time(DateTime time) => Time((long)(time - DateTime.UnixEpoch).TotalSeconds);

    /// <summary><c>12 days</c>, <c>5.3 hours</c>, <c>40 minutes</c>.</summary>
    public static string Length(TimeSpan length) => length switch
    {
        { TotalDays: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{length.TotalDays:0.#} days"),
        { TotalHours: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{length.TotalHours:0.#} hours"),
        _ => Count(string.Create(CultureInfo.InvariantCulture, $"{length.TotalMinutes:0.#}"), "minute"),
    };

    /// <summary>The same, and <c>1.5 seconds</c> for what is shorter than two minutes.</summary>
    public static string Duration(TimeSpan length) => length < TimeSpan.FromMinutes(2)
        ? Count(string.Create(CultureInfo.InvariantCulture, $"{length.TotalSeconds:0.###}"), "second")
        : Length(length);

    private static string Count(string number, string noun) => number == "1" ? $"1 {noun}" : $"{number} {noun}s";

    /// <summary><c>$16.24</c> for dollars, <c>16.24 EUR</c>-style prefixes for the rest.</summary>
    public static string CurrencySign(Instrument instrument) => CurrencySign(instrument.Quote);

    /// <inheritdoc cref="CurrencySign(Instrument)"/>
    public static string CurrencySign(string quote) => quote switch
    {
        "USD" => "$",
        "EUR" => "€",
        "GBP" => "£",
        "JPY" => "¥",
        _ => quote + " ",
    };
}
