namespace TradingBot.Core.Orders;

/// <summary>How a bot's orders are placed.</summary>
/// <param name="Style">Of entries and exits; what has waited in vain goes to the market all the same.</param>
/// <param name="Patience">How long a limit order rests at one price, above 0; exchange time.</param>
public sealed record OrderPlacing(OrderStyle Style, TimeSpan Patience)
{
    public static OrderPlacing AtTheMarket { get; } = new(OrderStyle.Market, TimeSpan.MaxValue);

    /// <summary>True when orders may rest.</summary>
    public bool Rests => Style != OrderStyle.Market;
}
