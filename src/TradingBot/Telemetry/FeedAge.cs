using TradingBot.Core.Engine;
using TradingBot.Exchanges.Feeds;

namespace TradingBot.Telemetry;

/// <summary>
/// How long nothing has been known of the market, by the exchange's clock: what the stale-data breaker goes by. The
/// trading thread tells, any thread may ask, so that a trading thread that hangs is seen too.
/// </summary>
internal sealed class FeedAge(ExchangeTime clock)
{
    private long _knownAt = clock.Now.Ticks;

    public TimeSpan Now
    {
        get
        {
            var age = clock.Now - new DateTime(Volatile.Read(ref _knownAt), DateTimeKind.Utc);
            return age < TimeSpan.Zero ? TimeSpan.Zero : age;
        }
    }

    public void Observe(EngineEvent happened)
    {
        if (happened is EngineEvent.TradePrinted or EngineEvent.Elapsed && happened.Time.Ticks > _knownAt)
            Volatile.Write(ref _knownAt, happened.Time.Ticks);
    }
}
