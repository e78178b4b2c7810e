namespace TradingBot.Core.Orders;

/// <summary>What an order is for.</summary>
public enum OrderPurpose : byte
{
    Open,
    Close,
}
