using System.CommandLine;
using System.Globalization;
using TradingBot.Core.Backtesting.Fills.Recorded;
using TradingBot.Data.Recordings;
using TradingBot.Input;
using TradingBot.Modes;

namespace TradingBot.Cli.Options;

/// <summary>How orders meet a recording.</summary>
internal static class RecordedOptions
{
    /// <summary>The value of --data that means one, alone or with its directory: <c>recording:DIR</c>.</summary>
    public const string Word = "recording";

    private const string Off = "off";

    private static readonly (string Name, Func<double, QueueModel> Of)[] Powers =
    [
        ("power", QueueModel.Power), ("power2", QueueModel.Power2), ("power3", QueueModel.Power3),
    ];

    private static readonly QueueModel[] Models =
        [QueueModel.Proportional, QueueModel.RiskAverse, QueueModel.Log, QueueModel.Log2];

    public static TextOption Latency { get; } = new(
        "--latency",
        "TIME",
        $"with --data {Word}: how long an order takes to the exchange, and as long its answer; 0 to "
        + string.Create(CultureInfo.InvariantCulture, $"{RecordingOptions.LongestLatency.TotalSeconds}s"),
        string.Create(CultureInfo.InvariantCulture, $"{RecordingOptions.DefaultLatency}ms"));

    public static TextOption Queue { get; } = new(
        "--queue",
        "MODEL",
        $"with --data {Word}: fill resting orders by their place in the queue, which falls with what is cancelled: "
        + "proportional (also with no MODEL), risk-averse, log, log2, power:N, power2:N, power3:N; off: only by trades "
        + "beyond their limit",
        Off)
    {
        ValueIfBare = QueueModel.Proportional.Name,
    };

    public static IEnumerable<Option> All => [Latency.Option, Queue.Option];

    /// <summary>The recording that <c>--data</c> names, and how orders meet it; null: it names no recording.</summary>
    /// <exception cref="UserError">A value is not allowed.</exception>
    public static RecordingOptions? Read(ParseResult parsed)
    {
        var latency = Latency.Read(parsed, Time);
        var queue = Queue.Read(parsed, Model);
        var directory = TradeOptions.Data.ReadIfGiven(parsed, text => DirectoryOf(text) ?? "");
        return string.IsNullOrEmpty(directory) ? null : new RecordingOptions(directory, latency, queue);
    }

    /// <summary>Its directory, where a value of <c>--data</c> means a recording; else null.</summary>
    /// <exception cref="UserError">It names no directory.</exception>
    public static string? DirectoryOf(string text) =>
        text.Equals(Word, StringComparison.OrdinalIgnoreCase) ? RecordingFolder.DefaultDirectory
        : !text.StartsWith($"{Word}:", StringComparison.OrdinalIgnoreCase) ? null
        : text.Length == Word.Length + 1
            ? throw new UserError($"'{text}' names no directory; use {Word} or {Word}:DIR")
        : OptionValues.NotEmpty(text[(Word.Length + 1)..]);

    /// <summary>What happens now cannot be traded on a recording.</summary>
    /// <exception cref="UserError"><c>--data</c> names one.</exception>
    public static void RequireNone(ParseResult parsed)
    {
        if (Read(parsed) is not null)
            throw new UserError($"--data: '{Word}' needs --start; a recording is history only");
    }

    private static TimeSpan Time(string text)
    {
        var seconds = text switch
        {
            "0" => 0,
            _ when text.EndsWith("ms", StringComparison.OrdinalIgnoreCase) => Number(text[..^2]) / 1000,
            _ when text.EndsWith('s') || text.EndsWith('S') => Number(text[..^1]),
            _ => null,
        };
        return seconds is { } given && given <= (decimal)RecordingOptions.LongestLatency.TotalSeconds
            ? new TimeSpan((long)(given * TimeSpan.TicksPerSecond))
            : throw new UserError(string.Create(
                CultureInfo.InvariantCulture,
                $"'{text}' is not allowed; use 0 to {RecordingOptions.LongestLatency.TotalSeconds}s, such as 150ms"));
    }

    private static QueueModel Model(string text)
    {
        if (text.Equals(Off, StringComparison.OrdinalIgnoreCase))
            return QueueModel.TradeThrough;
        if (Array.Find(Models, one => one.Name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } model)
            return model;
        var parts = text.Split(':');
        var power = Array.Find(Powers, one => one.Name.Equals(parts[0], StringComparison.OrdinalIgnoreCase));
        return power.Of is not null && parts.Length == 2 && Number(parts[1]) is >= 0.1m and <= 100 and var exponent
            ? power.Of((double)exponent)
            : throw new UserError(
                $"'{text}' is not allowed; use {string.Join(", ", Models.Select(one => one.Name))}, power:N, power2:N, "
                + $"power3:N (N from 0.1 to 100) or {Off}");
    }

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number : null;
}
