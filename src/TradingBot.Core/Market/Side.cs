namespace TradingBot.Core.Market;

/// <summary>The side of an order or of a trade's taker.</summary>
public enum Side : byte
{
    Buy,
    Sell,
}
