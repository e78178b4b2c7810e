using System.CommandLine;
using System.Globalization;
using Serilog.Events;
using TradingBot.Input;
using TradingBot.Logging;

namespace TradingBot.Cli.Options;

/// <summary>The options of a session's log. A backtest has none.</summary>
internal static class LogOptions
{
    private const string Off = "off";

    public static TextOption Level { get; } = new(
        "--log-level", "LEVEL", "lowest level that is logged: debug, info, warning or error", "info");

    public static TextOption Format { get; } = new(
        "--log-format", "FORMAT", "text, or json: one object per line", "text");

    public static TextOption Directory { get; } = new(
        "--log-directory", "DIR", "where log files go, or off: to the console only", "logs");

    public static TextOption Size { get; } = new(
        "--log-size", "SIZE", "size of a log file, 1KB to 1GB; the next begins then, and at midnight UTC", "10MB");

    public static TextOption Files { get; } = new(
        "--log-files", "COUNT", "log files kept for each bot, 1 to 1000", "10");

    public static IEnumerable<Option> All =>
        [Level.Option, Format.Option, Directory.Option, Size.Option, Files.Option];

    /// <exception cref="UserError">A value is not allowed.</exception>
    public static LogSettings Settings(ParseResult parsed) => new()
    {
        Level = Level.Read(parsed, LevelOf),
        IsJson = Format.Read(parsed, text => OptionValues.OneOf(text, "text", "json")) == "json",
        Directory = Directory.Read(
            parsed, text => text.Equals(Off, StringComparison.OrdinalIgnoreCase) ? null : OptionValues.NotEmpty(text)),
        MaxBytes = Size.Read(parsed, Bytes),
        MaxFiles = Files.Read(parsed, text => OptionValues.Count(text, most: 1000)),
    };

    private static LogEventLevel LevelOf(string text) =>
        OptionValues.OneOf(text, "debug", "info", "warning", "error") switch
        {
            "debug" => LogEventLevel.Debug,
            "warning" => LogEventLevel.Warning,
            "error" => LogEventLevel.Error,
            _ => LogEventLevel.Information,
        };

    private static long Bytes(string text)
    {
        var (digits, unit) = text.ToUpperInvariant() switch
        {
            [.. var count, 'K', 'B'] => (count, 1_000L),
            [.. var count, 'M', 'B'] => (count, 1_000_000),
            [.. var count, 'G', 'B'] => (count, 1_000_000_000),
            [.. var count, 'B'] => (count, 1),
            var count => (count, 1),
        };
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number * unit is >= 1_000 and <= 1_000_000_000
                ? number * unit
                : throw new UserError($"'{text}' is not allowed; use a size from 1KB to 1GB, such as 10MB");
    }
}
