namespace TradingBot.Telemetry.DogStatsd;

/// <summary>Something that happened, for Datadog's event stream. What is null is left to the agent.</summary>
/// <param name="Title">One line.</param>
/// <param name="Text">May have several.</param>
internal sealed record DatadogEvent(string Title, string Text)
{
    /// <summary><c>error</c>, <c>warning</c>, <c>success</c> or <c>info</c>.</summary>
    public string? AlertType { get; init; }

    /// <summary>Events with the same one are shown together.</summary>
    public string? AggregationKey { get; init; }

    public string? SourceType { get; init; }

    /// <summary>Unix seconds.</summary>
    public long? DateHappened { get; init; }

    /// <summary><c>normal</c> or <c>low</c>.</summary>
    public string? Priority { get; init; }

    public string? Hostname { get; init; }

    public string[]? Tags { get; init; }
}
