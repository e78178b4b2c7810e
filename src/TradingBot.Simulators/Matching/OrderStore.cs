using TradingBot.Simulators.Matching.Orders;

namespace TradingBot.Simulators.Matching;

/// <summary>All orders a venue ever took, and the open ones by pair.</summary>
internal sealed class OrderStore
{
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);
    private readonly List<VenueOrder> _all = [];
    private readonly Dictionary<string, List<VenueOrder>> _open = new(StringComparer.Ordinal);

    private long _rank;

    /// <summary>A place at the end of every queue.</summary>
    public long NextRank() => ++_rank;

    /// <summary>In the order they came.</summary>
    public IReadOnlyList<VenueOrder> All => _all;

    public IEnumerable<VenueOrder> AllOpen => _open.Values.SelectMany(orders => orders);

    public VenueOrder? Find(string id) => _indexes.TryGetValue(id, out var index) ? _all[index] : null;

    /// <summary>Open and pending orders of a pair, oldest first.</summary>
    public IReadOnlyList<VenueOrder> Open(string symbol) => _open.GetValueOrDefault(symbol) ?? [];

    /// <summary>Adds an order, or puts its newest state in place of the old.</summary>
    public void Put(VenueOrder order)
    {
        if (!_open.TryGetValue(order.Ticket.Symbol, out var open))
            _open[order.Ticket.Symbol] = open = [];
        if (_indexes.TryGetValue(order.Id, out var index))
        {
            _all[index] = order;
            var at = open.FindIndex(known => known.Id == order.Id);
            if (order.IsOver)
                open.RemoveAt(at);
            else
                open[at] = order;
        }
        else
        {
            _indexes[order.Id] = _all.Count;
            _all.Add(order);
            open.Add(order);
        }
    }
}
