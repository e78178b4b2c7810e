using System.Text.Json.Serialization;

namespace TradingBot.Exchanges.Kraken.Sockets.Wire;

/// <summary>The answer to a request, identified by the number the request was given.</summary>
internal sealed record Acknowledgement
{
    public string? Method { get; init; }

    /// <summary>The request's number; null in an error that Kraken could not attribute.</summary>
    [JsonPropertyName("req_id")]
    public long? RequestId { get; init; }

    /// <summary>Absent in a pong.</summary>
    [JsonPropertyName("success")]
    public bool? IsSuccess { get; init; }

    public string? Error { get; init; }

    /// <summary>Of a refusal: which of the symbols that were asked for is meant.</summary>
    public string? Symbol { get; init; }

    /// <summary>Absent in a refusal.</summary>
    public AcknowledgedResult? Result { get; init; }

    /// <summary>When Kraken sent the answer, UTC, to the microsecond.</summary>
    public DateTime? TimeOut { get; init; }
}
