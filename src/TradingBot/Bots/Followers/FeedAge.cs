using TradingBot.Core.Engine;

namespace TradingBot.Bots.Followers;

/// <summary>
/// How long nothing has been known of the market, by the exchange's clock: what the stale-data breaker goes by. The
/// trading thread writes it, any thread may read it, so that a trading thread that hangs is noticed too.
/// </summary>
/// <param name="clock">The exchange's; may be asked by any thread.</param>
internal sealed class FeedAge(Func<DateTime> clock)
{
    private long _knownAt = clock().Ticks;

    public TimeSpan Now
    {
        get
        {
            var age = clock() - new DateTime(Volatile.Read(ref _knownAt), DateTimeKind.Utc);
            return age < TimeSpan.Zero ? TimeSpan.Zero : age;
        }
    }

    /// <summary>An event has come to the trader.</summary>
    public void Tell(EngineEvent happened)
    {
        if (happened is EngineEvent.TradePrinted or EngineEvent.Elapsed && happened.Time.Ticks > _knownAt)
            Volatile.Write(ref _knownAt, happened.Time.Ticks);
    }
}
