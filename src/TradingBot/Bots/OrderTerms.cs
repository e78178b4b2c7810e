using System.Text.Json.Serialization;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;

namespace TradingBot.Bots;

/// <summary>How a bot's orders meet the market.</summary>
/// <param name="Style">Of entries and exits.</param>
/// <param name="Patience">How long a limit order rests at one price; null: for the length of a candle.</param>
internal sealed record OrderTerms(
    [property: JsonConverter(typeof(EnumWordConverter<OrderStyle>))] OrderStyle Style, TimeSpan? Patience = null)
{
    public static OrderTerms AtTheMarket { get; } = new(OrderStyle.Market);

    /// <summary>True when orders may rest.</summary>
    [JsonIgnore]
    public bool Rest => Style != OrderStyle.Market;

    /// <summary>The same for an engine with candles of this length.</summary>
    public OrderPlacing Placing(Timeframe candle) =>
        Rest ? new OrderPlacing(Style, Patience ?? candle.Length) : OrderPlacing.AtTheMarket;
}
