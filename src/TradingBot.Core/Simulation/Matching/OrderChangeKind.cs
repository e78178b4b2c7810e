namespace TradingBot.Core.Simulation.Matching;

/// <summary>What happened to an order; the order of the values is that of a life.</summary>
public enum OrderChangeKind
{
    Received,
    Accepted,
    Triggered,
    Traded,
    Filled,
    Amended,
    Canceled,
    Expired,
}
