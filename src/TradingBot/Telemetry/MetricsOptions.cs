using TradingBot.Telemetry.DogStatsd;

namespace TradingBot.Telemetry;

/// <summary>Where a session's metrics go; nowhere without a target.</summary>
internal sealed record MetricsOptions
{
    /// <summary>A DogStatsD receiver, or null.</summary>
    public DogStatsdTarget? Statsd { get; init; }

    /// <summary>An OpenTelemetry collector that takes OTLP over HTTP, or null.</summary>
    public Uri? Otlp { get; init; }

    /// <summary>True where nobody gets any.</summary>
    public bool AreOff => Statsd is null && Otlp is null;

    /// <summary>Put to everything, as <c>key:value</c> or <c>word</c>.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Share of the values of histograms that DogStatsD is sent; above 0, up to 1.</summary>
    public double SampleRate { get; init; } = 1;

    /// <summary>The target, as <c>--metrics</c> takes it.</summary>
    public override string ToString() => (Statsd, Otlp) switch
    {
        ({ } statsd, _) => statsd.ToString(),
        (_, { } otlp) => $"{(otlp.Scheme == Uri.UriSchemeHttps ? "otlps" : "otlp")}://{otlp.Authority}",
        _ => "off",
    };
}
