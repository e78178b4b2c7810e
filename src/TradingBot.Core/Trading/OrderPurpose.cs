namespace TradingBot.Core.Trading;

/// <summary>What an order is for.</summary>
public enum OrderPurpose
{
    Open,
    Close,
}
