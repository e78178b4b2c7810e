using TradingBot.Core.Orders;

namespace TradingBot.Core.Backtesting.Fills;

/// <summary>Orders in the sequence of their coming; nothing is moved when one is taken.</summary>
internal sealed class OrderQueue
{
    private OrderRequest[] _orders = new OrderRequest[8];
    private int _first;
    private int _end;

    public int Count => _end - _first;

    public void Add(in OrderRequest request)
    {
        if (_end == _orders.Length)
            Array.Resize(ref _orders, _end * 2);
        _orders[_end++] = request;
    }

    /// <summary>Takes the first one, which there must be; it is valid until another is added.</summary>
    public ref readonly OrderRequest Take()
    {
        ref readonly var first = ref _orders[_first];
        if (++_first == _end)
            _first = _end = 0;
        return ref first;
    }
}
