using System.Globalization;
using TradingBot.Input;

namespace TradingBot.Logging;

/// <summary>Numbers in log lines as the ledger prints them: 0.002, though Kraken wrote 0.00200000.</summary>
internal sealed class LogNumbers : IFormatProvider, ICustomFormatter
{
    public static LogNumbers Instance { get; } = new();

    public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter)
        ? this
        : CultureInfo.InvariantCulture.GetFormat(formatType!);

    public string Format(string? format, object? arg, IFormatProvider? formatProvider) => arg switch
    {
        decimal number when string.IsNullOrEmpty(format) => Display.Exact(number),
        IFormattable value => value.ToString(format, CultureInfo.InvariantCulture),
        _ => arg?.ToString() ?? "",
    };
}
