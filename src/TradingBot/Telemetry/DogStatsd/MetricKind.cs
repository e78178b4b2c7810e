namespace TradingBot.Telemetry.DogStatsd;

/// <summary>The kinds of values that DogStatsD knows.</summary>
internal enum MetricKind
{
    Counter,
    Gauge,
    Histogram,
    Distribution,
    Set,
    Timer,
}
