using TradingBot.Core.Engine;
using TradingBot.Core.Orders;

namespace TradingBot.Bots.Preparation;

/// <summary>
/// The ids that a bot's next orders and attempts will have: an order with one of them was placed by a process whose
/// database this is not. They are derived one by one, and many, so only where an order asks for it.
/// </summary>
internal sealed class MissingIds
{
    private const int OrdersAhead = 2000;
    private const int OrdersBehind = 50;

    private readonly HashSet<Guid> _attempts;
    private readonly Lazy<HashSet<Guid>> _recent;
    private readonly Lazy<HashSet<Guid>> _orders;

    /// <param name="start">What the database knows.</param>
    public MissingIds(SessionStart start)
    {
        var last = start.Engine?.LastOrder ?? 0;
        // One that is only intended has not left this machine, by this database.
        _attempts = [.. start.Orders.SelectMany(order => ClientOrderId.AllOf(
            start.Bot, order.Number, order.State == OrderState.Intended ? order.Attempt : order.Attempt + 1))];
        _recent = new(() => Orders(start.Bot, Math.Max(1, last - OrdersBehind + 1), last));
        _orders = new(() => Orders(start.Bot, last + 1, last + OrdersAhead));
    }

    /// <summary>True: an order of this bot that its database does not know.</summary>
    public bool Contains(Guid id) =>
        _attempts.Contains(id) || (!_recent.Value.Contains(id) && _orders.Value.Contains(id));

    private static HashSet<Guid> Orders(Guid bot, long first, long last)
    {
        var ids = new HashSet<Guid>();
        for (var order = first; order <= last; order++)
            ids.UnionWith(ClientOrderId.AllOf(bot, order));
        return ids;
    }
}
