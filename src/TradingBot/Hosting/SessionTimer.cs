using System.Threading.Channels;
using TradingBot.Core.Engine;
using TradingBot.Kraken.Feed;

namespace TradingBot.Hosting;

/// <summary>Tells the trader about every second what time it is, whether or not anything else happens.</summary>
internal sealed class SessionTimer(ChannelWriter<EngineEvent> events, ExchangeTime clock, TimeProvider time)
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false))
                events.WriteOrEnd(new EngineEvent.TimerFired(clock.Now));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The session ends.
        }
    }
}
