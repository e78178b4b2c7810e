namespace TradingBot.Simulators.Kraken.Faults;

/// <summary>One thing that goes wrong, and when.</summary>
public sealed record FaultRule
{
    public required FaultKind Fault { get; init; }

    /// <summary>
    /// What it happens to: a REST endpoint (<c>AddOrder</c>), a WebSocket method (<c>add_order</c>) or channel
    /// (<c>book</c>), or <c>*</c> for all.
    /// </summary>
    public string On { get; init; } = "*";

    /// <summary>Occasions to let pass first.</summary>
    public int Skip { get; init; }

    /// <summary>How often it happens at most; 0: no end.</summary>
    public int Times { get; init; } = 1;

    /// <summary>Chance at each occasion, 0 to 1, drawn from the scenario's seed.</summary>
    public double Probability { get; init; } = 1;

    public int Milliseconds { get; init; }

    /// <summary>HTTP status of <see cref="FaultKind.HttpError"/>.</summary>
    public int Status { get; init; } = 502;

    /// <summary>Text of <see cref="FaultKind.Error"/>.</summary>
    public string Error { get; init; } = "EService:Unavailable";

    /// <summary>
    /// Whether the request has its effect before <see cref="FaultKind.HttpError"/> or <see cref="FaultKind.Error"/>.
    /// </summary>
    public bool Applied { get; init; }
}
