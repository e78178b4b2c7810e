namespace TradingBot.Telemetry.DogStatsd;

/// <summary>The kinds of values DogStatsD tells apart.</summary>
internal enum MetricKind
{
    Counter,
    Gauge,
    Histogram,
    Distribution,
    Set,
    Timer,
}
