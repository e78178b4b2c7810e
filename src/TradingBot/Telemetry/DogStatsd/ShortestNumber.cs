using System.Buffers;
using System.Globalization;
using System.Text;

namespace TradingBot.Telemetry.DogStatsd;

/// <summary>
/// Numbers with the fewest digits that mean them, written out from a millionth to 10^21 as other clients do; .NET alone
/// would begin with exponents at 10^15 and below a ten-thousandth.
/// </summary>
internal static class ShortestNumber
{
    private const int MaxDigitsBeforePoint = 21;
    private const int MaxZerosAfterPoint = 6;

    public static void Append(IBufferWriter<byte> line, double value)
    {
        Span<char> text = stackalloc char[32];
        value += 0.0; // minus zero is zero
        value.TryFormat(text, out var length, "R", CultureInfo.InvariantCulture);
        var digits = text[..length];
        var exponent = digits.IndexOf('E');
        if (exponent < 0)
            Encoding.ASCII.GetBytes(digits, line);
        else
            Encoding.ASCII.GetBytes(WrittenOut(digits[..exponent].ToString(), digits[(exponent + 1)..]), line);
    }

    /// <param name="mantissa">As <c>-1.25</c>.</param>
    /// <param name="exponent">As <c>+17</c> or <c>-07</c>.</param>
    private static string WrittenOut(string mantissa, ReadOnlySpan<char> exponent)
    {
        var power = int.Parse(exponent, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var sign = mantissa.StartsWith('-') ? "-" : "";
        var digits = mantissa.Replace("-", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);
        var beforePoint = power + 1;
        if (beforePoint > MaxDigitsBeforePoint || beforePoint <= -MaxZerosAfterPoint)
            return string.Create(CultureInfo.InvariantCulture, $"{mantissa}e{(power > 0 ? "+" : "")}{power}");
        if (beforePoint <= 0)
            return $"{sign}0.{new string('0', -beforePoint)}{digits}";
        return beforePoint >= digits.Length
            ? sign + digits.PadRight(beforePoint, '0')
            : $"{sign}{digits[..beforePoint]}.{digits[beforePoint..]}";
    }
}
