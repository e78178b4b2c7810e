using TradingBot.Core.Orders;

namespace TradingBot.Core.Backtesting.Fills.Recorded;

/// <summary>What is on its way to the exchange: an order, or the cancellation of one.</summary>
/// <param name="Arrival">Exchange time.</param>
/// <param name="Order">The order; the default value in a cancellation.</param>
/// <param name="Cancelled">The number of the order to cancel; 0 in an order.</param>
/// <param name="Latency">Of this message.</param>
internal readonly record struct OrderMessage(
    DateTime Arrival, OrderRequest Order, long Cancelled, OrderLatency Latency);

/// <summary>Messages on their way, the next to arrive first.</summary>
internal sealed class MessagesUnderway
{
    private readonly List<OrderMessage> _messages = [];

    public void Add(in OrderMessage message)
    {
        Invariant.Holds(message.Latency.Entry >= TimeSpan.Zero && message.Latency.Response >= TimeSpan.Zero);
        var index = _messages.Count;
        while (index > 0 && _messages[index - 1].Arrival > message.Arrival)
            index--;
        _messages.Insert(index, message);
    }

    /// <summary>Takes the next one that arrives before a moment.</summary>
    public bool TryTake(DateTime before, out OrderMessage message)
    {
        message = default;
        if (_messages.Count == 0 || _messages[0].Arrival >= before)
            return false;
        message = _messages[0];
        _messages.RemoveAt(0);
        return true;
    }

    /// <summary>Takes an order out.</summary>
    /// <returns>False where it is not on its way.</returns>
    public bool Remove(long order)
    {
        var index = _messages.FindIndex(message => message.Order.Number == order && message.Cancelled == 0);
        if (index < 0)
            return false;
        _messages.RemoveAt(index);
        return true;
    }
}
