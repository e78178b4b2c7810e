using TradingBot.Data.Followers;
using TradingBot.Data.Recordings.Checks;
using TradingBot.Exchanges.Contract;
using TradingBot.Logging;
using TradingBot.Notifications;
using TradingBot.Telemetry;

namespace TradingBot.Collecting;

/// <summary>What is recorded, where it goes, and who is told.</summary>
internal sealed record CollectOptions
{
    public required IVenue Venue { get; init; }

    /// <summary>As the user named them; at least one.</summary>
    public required IReadOnlyList<string> Pairs { get; init; }

    /// <summary>Levels of a side of the book; 0: no book.</summary>
    public required int BookDepth { get; init; }

    public required bool HasTrades { get; init; }

    /// <summary>Length of the exchange's own candles; 0: none.</summary>
    public int CandleMinutes { get; init; }

    /// <summary>The recording's.</summary>
    public required string Directory { get; init; }

    /// <summary>What follows the recording in the same process.</summary>
    public IReadOnlyList<IFollowerStore> Stores { get; init; } = [];

    /// <summary>Another address of the exchange, or null.</summary>
    public Uri? At { get; init; }

    /// <summary>Seconds of the exchange's time in a second.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>What is kept; all unless told otherwise.</summary>
    public RetentionLimits Retention { get; init; } = new(null, null);

    public LogSettings Log { get; init; } = new();

    /// <summary>Where notices go, or null.</summary>
    public SlackOptions? Slack { get; init; }

    public MetricsOptions Metrics { get; init; } = new();
}
