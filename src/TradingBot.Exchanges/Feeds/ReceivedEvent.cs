using TradingBot.Core.Engine;

namespace TradingBot.Exchanges.Feeds;

/// <summary>An event in the engine's queue.</summary>
/// <param name="Event">What happened.</param>
/// <param name="At">When the frame that brought it was received; of <see cref="System.Diagnostics.Stopwatch"/>.</param>
public readonly record struct ReceivedEvent(EngineEvent Event, long At);
