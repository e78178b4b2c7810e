using Serilog.Events;

namespace TradingBot.Logging;

/// <summary>How a session logs.</summary>
internal sealed record LogSettings
{
    /// <summary>Less is left out.</summary>
    public LogEventLevel Level { get; init; } = LogEventLevel.Information;

    /// <summary>True: an object of JSON a line; false: the original's lines.</summary>
    public bool IsJson { get; init; }

    /// <summary>Where log files go, or null: nowhere.</summary>
    public string? Directory { get; init; }

    /// <summary>Of a file; then the next begins.</summary>
    public long MaxBytes { get; init; } = 10_000_000;

    /// <summary>Of a bot; then the oldest is deleted.</summary>
    public int MaxFiles { get; init; } = 10;
}
