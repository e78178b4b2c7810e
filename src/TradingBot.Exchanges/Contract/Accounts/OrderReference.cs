using TradingBot.Core.Market;

namespace TradingBot.Exchanges.Contract.Accounts;

/// <summary>An existing order: by the exchange's id where it is known, else by ours.</summary>
/// <param name="Instrument">The pair.</param>
/// <param name="ClientOrderId">Our id.</param>
/// <param name="ExchangeId">The exchange's id, or null.</param>
public sealed record OrderReference(Instrument Instrument, Guid ClientOrderId, string? ExchangeId = null)
{
    /// <summary>Our id as it is sent.</summary>
    public string ClientOrderText => ClientOrderId.ToString("D");
}
