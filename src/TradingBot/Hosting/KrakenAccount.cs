using Microsoft.Extensions.DependencyInjection;
using TradingBot.Kraken;
using TradingBot.Kraken.Limits;
using TradingBot.Kraken.Rest;

namespace TradingBot.Hosting;

/// <summary>What an API key opens.</summary>
/// <param name="Reader">Looks.</param>
/// <param name="Orders">Places orders, and has them checked.</param>
/// <param name="Allowance">How many orders may still be sent.</param>
internal sealed record KrakenAccount(AccountRest Reader, OrderRest Orders, TradingAllowance Allowance)
{
    /// <summary>From a container with <see cref="KrakenRegistration.AddKrakenPrivate"/>.</summary>
    /// <exception cref="IOException">Another process uses the key's nonces.</exception>
    public static KrakenAccount Of(IServiceProvider provider) => new(
        provider.GetRequiredService<AccountRest>(),
        provider.GetRequiredService<OrderRest>(),
        provider.GetRequiredService<RestAllowances>().Trading);
}
