using TradingBot.Bots.Operators;
using TradingBot.Core.Engine;
using TradingBot.Exchanges.Feeds;

namespace TradingBot.Bots.Loop;

/// <summary>
/// Tells the trader about every second what time it is, whether or not anything else happens, and what its operator
/// asks; and has the order book looked at, where the strategy needs it.
/// </summary>
internal sealed class SessionTimer(
    EngineQueue events,
    ExchangeTime clock,
    OperatorRequests requests,
    TradingLoop loop,
    BookSampler? books,
    TimeProvider time)
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false))
            {
                var word = requests.Take(events, clock.Now);
                loop.EndsWhenFlat |= word == OperatorRequests.FlattenAndStop;
                books?.Look(clock.Now);
                events.Write(new EngineEvent.TimerFired(clock.Now));
                if (word == OperatorRequests.Stop)
                    events.End();
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The session ends.
        }
    }
}
