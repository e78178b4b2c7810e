using TradingBot.Core.Market;

namespace TradingBot.Simulators.Matching.Orders;

/// <summary>A fill of an order of the account.</summary>
/// <param name="Id">As <c>TABCDE-FGHIJ-KLMNOP</c>.</param>
/// <param name="Number">Counts the account's fills from 1; not an id of the public tape.</param>
/// <param name="Order">The order as it was before this fill.</param>
/// <param name="Time">Exchange time, UTC.</param>
/// <param name="Price">Quote currency.</param>
/// <param name="Volume">Base units.</param>
/// <param name="Cost">Quote currency.</param>
/// <param name="Fee">Quote currency, even if charged in base.</param>
/// <param name="BaseFee">Base units charged instead of the quote fee; 0 when the fee was charged in quote.</param>
/// <param name="IsMaker">True when the order rested.</param>
public sealed record OwnTrade(
    string Id,
    long Number,
    VenueOrder Order,
    DateTime Time,
    decimal Price,
    decimal Volume,
    decimal Cost,
    decimal Fee,
    decimal BaseFee,
    bool IsMaker)
{
    public string Symbol => Order.Ticket.Symbol;

    public Side Side => Order.Side;

    /// <summary>Quote currency taken from (negative) or given to the account.</summary>
    public decimal QuoteChange => (Side == Side.Buy ? -Cost : Cost) - (BaseFee == 0 ? Fee : 0);

    /// <summary>Base units taken from (negative) or given to the account.</summary>
    public decimal BaseChange => (Side == Side.Buy ? Volume : -Volume) - BaseFee;
}
