namespace TradingBot.Core.Orders;

/// <summary>The exchange's word on an order.</summary>
public enum ReportedStatus
{
    Open,
    Filled,
    Canceled,
    Expired,
}
