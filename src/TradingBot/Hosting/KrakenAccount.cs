using TradingBot.Kraken.Limits;
using TradingBot.Kraken.Rest;

namespace TradingBot.Hosting;

/// <summary>What an API key opens.</summary>
/// <param name="Reader">Looks.</param>
/// <param name="Orders">Places orders, and has them checked.</param>
/// <param name="Allowance">How many orders may still be sent.</param>
internal sealed record KrakenAccount(AccountRest Reader, OrderRest Orders, TradingAllowance Allowance);
