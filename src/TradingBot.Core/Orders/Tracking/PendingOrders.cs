using TradingBot.Core.Market;

namespace TradingBot.Core.Orders.Tracking;

/// <summary>Orders that were sent and not yet answered: few at a time, so an array is walked.</summary>
internal sealed class PendingOrders
{
    private OrderRequest[] _orders = new OrderRequest[8];

    /// <summary>Orders on their way that open a trade.</summary>
    public int Openings { get; private set; }

    /// <summary>Money held back for them, quote currency.</summary>
    public decimal Reserved { get; private set; }

    public int Count { get; private set; }

    /// <summary>In the order they were sent.</summary>
    public ReadOnlySpan<OrderRequest> Orders => _orders.AsSpan(0, Count);

    public void Add(in OrderRequest request)
    {
        if (Count == _orders.Length)
            Array.Resize(ref _orders, Count * 2);
        _orders[Count++] = request;
        if (request.Purpose != OrderPurpose.Open)
            return;
        Openings++;
        Reserved = Openings == 1 ? request.Reserved : Reserved + request.Reserved;
    }

    /// <summary>True when an order on its way opens a trade on that side.</summary>
    public bool HasOpening(Side side)
    {
        foreach (ref readonly var order in Orders)
        {
            if (order.Purpose == OrderPurpose.Open && order.Side == side)
                return true;
        }

        return false;
    }

    /// <summary>Takes out the order of that number.</summary>
    /// <exception cref="InvariantViolatedException">There is no such order: an answer to one that was never
    /// sent.</exception>
    public OrderRequest Take(long number)
    {
        var index = 0;
        while (index < Count && _orders[index].Number != number)
            index++;
        Invariant.Holds(index < Count);
        var request = _orders[index];
        Count--;
        if (index < Count)
            _orders.AsSpan(index + 1, Count - index).CopyTo(_orders.AsSpan(index));
        _orders[Count] = default;
        if (request.Purpose == OrderPurpose.Open)
        {
            Openings--;
            Reserved = Openings == 0 ? 0 : Reserved - request.Reserved;
        }

        return request;
    }
}
