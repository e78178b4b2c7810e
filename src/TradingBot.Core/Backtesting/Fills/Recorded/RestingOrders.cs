using TradingBot.Core.Orders;

namespace TradingBot.Core.Backtesting.Fills.Recorded;

/// <summary>The own orders in one side of the book, the first to be filled first: by price, then by arrival.</summary>
/// <param name="model">How they are filled.</param>
/// <param name="pairing">How far apart the exchange may stamp a trade and the fall of its level.</param>
internal sealed class RestingOrders(QueueModel model, TimeSpan pairing)
{
    private readonly List<RestingOrder> _orders = [];
    private readonly Stack<RestingOrder> _spare = new();

    public int Count => _orders.Count;

    public RestingOrder this[int index] => _orders[index];

    /// <param name="message">With the order.</param>
    /// <param name="left">What has not traded of it, base units.</param>
    /// <param name="since">Exchange time.</param>
    /// <param name="level">What rests at its price, base units; null: it is not recorded.</param>
    public void Add(in OrderMessage message, decimal left, DateTime since, decimal? level)
    {
        var order = _spare.TryPop(out var spare) ? spare : new RestingOrder(model, pairing);
        order.Become(message.Order, left, since, message.Latency);
        order.Queue.Join(level);
        var index = _orders.Count;
        while (index > 0 && IsBetter(order, _orders[index - 1]))
            index--;
        _orders.Insert(index, order);
    }

    public void RemoveAt(int index)
    {
        _spare.Push(_orders[index]);
        _orders.RemoveAt(index);
    }

    /// <summary>True where somebody who offers that price meets one of them.</summary>
    public bool AreMet(decimal price) => _orders.Count > 0 && _orders[0].Request.Meets(price);

    /// <summary>A level of their side has changed.</summary>
    /// <param name="price">Quote currency.</param>
    /// <param name="quantity">Base units; null: it is no longer recorded.</param>
    /// <param name="time">Exchange time.</param>
    public void Update(decimal price, decimal? quantity, DateTime time)
    {
        foreach (var order in _orders)
        {
            if (order.Limit != price)
                continue;
            if (quantity is { } level)
                order.Queue.Update(level, time);
            else
                order.Queue.Know(level: null);
        }
    }

    /// <summary>The book is known anew.</summary>
    public void Requeue(RecordedBook book)
    {
        foreach (var order in _orders)
            order.Queue.Know(book.RestingAt(order.Request.Side, order.Limit));
    }

    public int IndexOf(long number)
    {
        for (var i = 0; i < _orders.Count; i++)
        {
            if (_orders[i].Request.Number == number)
                return i;
        }

        return -1;
    }

    private static bool IsBetter(RestingOrder one, RestingOrder other) =>
        RestingRules.IsBeyond(one.Request.Side, one.Limit, other.Limit);
}

/// <summary>An own order in the book.</summary>
internal sealed class RestingOrder(QueueModel model, TimeSpan pairing)
{
    private OrderRequest _request;

    public ref readonly OrderRequest Request => ref _request;

    /// <summary>Quote currency.</summary>
    public decimal Limit => _request.Intent.Price;

    /// <summary>What has not traded, base units.</summary>
    public decimal Left { get; set; }

    /// <summary>Since when it has been there, exchange time.</summary>
    public DateTime Since { get; private set; }

    public OrderLatency Latency { get; private set; }

    public QueuePosition Queue { get; } = new(model, pairing);

    /// <summary>The object serves another order, so that orders cost no memory once as many have rested.</summary>
    public void Become(in OrderRequest request, decimal left, DateTime since, in OrderLatency latency)
    {
        _request = request;
        (Left, Since, Latency) = (left, since, latency);
    }
}
