using System.Threading.Channels;
using TradingBot.Cli;
using TradingBot.Core.Engine;

namespace TradingBot.Hosting;

/// <summary>The one ordered stream of events before the engine: bounded, and never quietly short of one.</summary>
internal static class EngineQueue
{
    /// <summary>Minutes of the busiest market.</summary>
    private const int Length = 100_000;

    public static Channel<EngineEvent> Create() =>
        Channel.CreateBounded<EngineEvent>(new BoundedChannelOptions(Length) { SingleReader = true });

    /// <summary>
    /// Appends an event, or ends the stream with an error: a lost trade would be a wrong candle, a lost answer a wrong
    /// account. Better to stop and say so.
    /// </summary>
    public static void WriteOrEnd(this ChannelWriter<EngineEvent> events, EngineEvent happened)
    {
        if (!events.TryWrite(happened))
            events.TryComplete(new UserError("the engine's queue is full: it cannot keep up", ExitCode.Failed));
    }
}
