using System.Runtime.InteropServices;
using TradingBot.Core.Market;

namespace TradingBot.Core.Orders.Tracking;

/// <summary>Orders that were sent and not yet answered: few at a time, so a list is walked.</summary>
internal sealed class PendingOrders
{
    private readonly List<OrderRequest> _orders = [];

    /// <summary>Orders on their way that open a trade.</summary>
    public int Openings { get; private set; }

    /// <summary>Money held back for them, quote currency.</summary>
    public decimal Reserved { get; private set; }

    public int Count => _orders.Count;

    public IReadOnlyList<OrderRequest> Orders => _orders;

    /// <summary>Nothing is reserved; sums begin with a 0 of these digits.</summary>
    public void Restore(decimal nothing)
    {
        Invariant.Holds(nothing == 0 && Count == 0);
        Reserved = nothing;
    }

    public void Add(in OrderRequest request)
    {
        _orders.Add(request);
        if (request.Purpose != OrderPurpose.Open)
            return;
        Openings++;
        Reserved += request.Reserved;
    }

    /// <summary>True when an order on its way opens a trade on that side.</summary>
    public bool HasOpening(Side side) =>
        Openings > 0 && _orders.Exists(order => order.Purpose == OrderPurpose.Open && order.Side == side);

    /// <summary>Takes out the order of that number.</summary>
    /// <exception cref="InvariantViolatedException">There is no such order: an answer to one that was never
    /// sent.</exception>
    public OrderRequest Take(long number)
    {
        var orders = CollectionsMarshal.AsSpan(_orders);
        var index = 0;
        while (index < orders.Length && orders[index].Number != number)
            index++;
        Invariant.Holds(index < orders.Length);
        var request = orders[index];
        _orders.RemoveAt(index);
        if (request.Purpose == OrderPurpose.Open)
        {
            Openings--;
            Reserved -= request.Reserved;
        }

        return request;
    }
}
