using System.Globalization;

namespace TradingBot.Research.Search;

/// <summary>Numbers of ranges as exact decimals, so that no step ends in 0.30000000000000004.</summary>
internal static class SearchNumber
{
    // As many decimals as a decimal can have.
    private const string AllDigits = "0.############################";

    // What a strategy's parameter takes too: 1e-3.
    private const NumberStyles Plain =
        NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign | NumberStyles.AllowExponent;

    /// <summary>Every digit there is and no trailing zero.</summary>
    public static string Text(decimal value) => value.ToString(AllDigits, CultureInfo.InvariantCulture);

    public static decimal? Parse(ReadOnlySpan<char> text) =>
        decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Rounded to so many significant digits; what stands before the point is kept.</summary>
    public static decimal RoundedTo(decimal value, int digits)
    {
        var decimals = digits - 1;
        for (var size = Math.Abs(value); size >= 10 && decimals > 0; size /= 10)
            decimals--;
        for (var size = Math.Abs(value); size is > 0 and < 1 && decimals < 28; size *= 10)
            decimals++;
        return decimal.Round(value, decimals, MidpointRounding.AwayFromZero);
    }

    /// <summary>A number and what stands behind it: <c>5%</c>, <c>250USD</c>, <c>4h</c>.</summary>
    public static (decimal? Number, string Unit) Split(string text)
    {
        var end = text.Length;
        while (end > 0 && (text[end - 1] == '%' || char.IsAsciiLetter(text[end - 1])))
            end--;
        return (Parse(text.AsSpan(0, end)), text[end..]);
    }
}
