using TradingBot.Core.Orders;

namespace TradingBot.Core.Backtesting.Fills.Recorded;

/// <summary>What is on its way to the exchange: an order, or the cancellation of one.</summary>
/// <param name="Arrival">Exchange time.</param>
/// <param name="Order">The order; the default value in a cancellation.</param>
/// <param name="Cancelled">The number of the order to cancel; 0 in an order.</param>
/// <param name="Latency">Of this message.</param>
internal readonly record struct OrderMessage(
    DateTime Arrival, OrderRequest Order, long Cancelled, OrderLatency Latency);
