using System.Globalization;
using TradingBot.Research.Tearsheets;

namespace TradingBot.Research.Pages;

/// <summary>
/// Numbers for the page's readers: groups of three, a true minus sign, the percent sign apart. What cannot be computed
/// is a dash, never 0.
/// </summary>
internal static class PageNumber
{
    private const string Unknown = "—";
    private const char NarrowSpace = '\u202F';
    private const char Minus = '\u2212';

    private static readonly NumberFormatInfo Format = new()
    {
        NumberGroupSeparator = NarrowSpace.ToString(),
        NegativeSign = Minus.ToString(),
    };

    public static string Of(double value, FigureUnit unit) => !double.IsFinite(value) ? Unknown : unit switch
    {
        FigureUnit.Fraction => Percent(value),
        FigureUnit.Ratio => Decimals(value, 2),
        FigureUnit.Money => Money(value),
        FigureUnit.Days => $"{Decimals(value, 1)} days",
        FigureUnit.Seconds => Length(value),
        FigureUnit.Count => Decimals(value, 0),
        FigureUnit.Time => Time((long)value),
        FigureUnit.YesNo => value != 0 ? "yes" : "no",
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "a unit without a text"),
    };

    /// <summary>Two decimals; none from 1000 % on.</summary>
    public static string Percent(double fraction) => !double.IsFinite(fraction)
        ? Unknown
        : Decimals(fraction * 100, Math.Abs(fraction) >= 10 ? 0 : 2) + NarrowSpace + "%";

    /// <summary>The same with a plus sign on a gain.</summary>
    public static string Gain(double fraction) => Signed(fraction, Percent(fraction));

    /// <summary>Two decimals; four significant digits of what would be 0.00.</summary>
    public static string Money(double value) =>
        value != 0 && Math.Abs(value) < 0.005 ? value.ToString("G4", Format) : Decimals(value, 2);

    /// <param name="value">Whatever was paid or received; above 0 gets a plus sign.</param>
    /// <param name="shown">It as text.</param>
    public static string Signed(double value, string shown) => value > 0 && IsNotZero(shown) ? "+" + shown : shown;

    /// <param name="value">Finite or not.</param>
    /// <param name="decimals">How many.</param>
    public static string Decimals(double value, int decimals)
    {
        if (!double.IsFinite(value))
            return Unknown;
        var text = value.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), Format);
        return text[0] == Minus && !IsNotZero(text) ? text[1..] : text;
    }

    /// <summary><c>2018-04-13</c> at midnight, else <c>2018-04-13 14:54</c>; UTC.</summary>
    public static string Time(long seconds) => DateTime.UnixEpoch.AddSeconds(seconds).ToString(
        seconds % 86_400 == 0 ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static bool IsNotZero(string text) => text.AsSpan().ContainsAnyInRange('1', '9');

    private static string Length(double seconds) => seconds switch
    {
        >= 2 * 86_400 => $"{Decimals(seconds / 86_400, 1)} days",
        >= 2 * 3_600 => $"{Decimals(seconds / 3_600, 1)} hours",
        _ => $"{Decimals(seconds / 60, 1)} minutes",
    };
}
