namespace TradingBot.Core.Orders;

/// <summary>How an order meets the market.</summary>
public enum OrderStyle : byte
{
    /// <summary>Takes what the book has, at once, at whatever price.</summary>
    Market,

    /// <summary>At its price or a better one; what does not trade at once rests in the book.</summary>
    Limit,

    /// <summary>Like a limit order, but refused by the exchange where it would trade at once.</summary>
    PostOnly,
}
