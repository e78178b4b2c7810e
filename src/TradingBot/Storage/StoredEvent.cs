using TradingBot.Core.Engine;

namespace TradingBot.Storage;

/// <summary>An event as it is stored.</summary>
/// <param name="Sequence">From 1, without gaps over all sessions.</param>
/// <param name="Time">UTC, exchange time.</param>
/// <param name="Kind">Which of the events.</param>
/// <param name="Payload">The rest of it; JSON.</param>
internal readonly record struct StoredEvent(long Sequence, DateTime Time, string Kind, string Payload)
{
    /// <exception cref="FormatException">No event was written like this.</exception>
    public EngineEvent Decode() => EventJson.Decode(Kind, Time, Payload);
}
