using System.Threading.Channels;
using TradingBot.Core.Engine;
using TradingBot.Input;

namespace TradingBot.Hosting;

/// <summary>How everybody writes to the engine's queue.</summary>
internal static class EventWriting
{
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
