using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Kraken.Limits;

namespace TradingBot.Exchanges.Kraken.Rest;

/// <summary>The counters one process shares: of its address, of its key, of each pair.</summary>
internal sealed class RestAllowances(AccountTier tier, TimeProvider time) : IDisposable
{
    public CallAllowance Public { get; } = new(KrakenRateLimits.Public, time);

    public CallAllowance Private { get; } = new(KrakenRateLimits.Private(tier), time);

    public TradingAllowance Trading { get; } = new(tier, time);

    public void Dispose()
    {
        Public.Dispose();
        Private.Dispose();
    }
}
