using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Kraken.Sockets;
using TradingBot.Exchanges.Kraken.Sockets.Wire;

namespace TradingBot.Exchanges.Kraken.Feeds;

/// <summary>
/// Puts the executions channel together: fills in what sparse rows leave out, reports each fill once however often
/// snapshots repeat it, and finds messages that are missing.
/// </summary>
internal sealed class ExecutionStream
{
    private const int FillsRemembered = 20_000;

    private readonly SequenceWatch _sequence = new();
    private readonly Dictionary<string, LiveOrder> _open = new(StringComparer.Ordinal);
    private readonly HashSet<string> _fills = new(StringComparer.Ordinal);
    private readonly Queue<string> _fillsInOrder = new();

    /// <summary>A new subscription counts anew.</summary>
    public void Restart() => _sequence.Restart();

    /// <summary>A fill that came in another way, as by REST: it will not be reported again.</summary>
    public bool Know(string fillId)
    {
        if (!_fills.Add(fillId))
            return false;
        _fillsInOrder.Enqueue(fillId);
        if (_fillsInOrder.Count > FillsRemembered)
            _fills.Remove(_fillsInOrder.Dequeue());
        return true;
    }

    /// <summary>Takes a message; appends what happened to <paramref name="steps"/>.</summary>
    /// <returns>False when messages are missing before it: subscribe again, then ask by REST.</returns>
    public bool Accept(SocketMessage.Executions message, List<OrderStep> steps)
    {
        if (message.IsSnapshot)
            _sequence.Restart();
        foreach (var row in message.Rows)
        {
            var order = Merge(_open.GetValueOrDefault(row.OrderId), row);
            if (order.IsOver)
                _open.Remove(row.OrderId);
            else
                _open[row.OrderId] = order;
            var isNewFill = row is { FillId: { } fill, FillQuantity: > 0 } && Know(fill);
            steps.Add(new OrderStep(row, order, isNewFill));
        }

        return _sequence.Accept(message.Sequence);
    }

    private static LiveOrder Merge(LiveOrder? before, ExecutionRow row)
    {
        // The row of an amendment has the volume that is filled without its cost: together or not at all.
        var (quantity, cost) = row.HasTotals
            ? (row.FilledQuantity!.Value, row.FilledCost!.Value)
            : (before?.FilledQuantity ?? 0, before?.FilledCost ?? 0);
        return new LiveOrder(
            row.OrderId,
            row.ClientOrderId ?? before?.ClientOrderId,
            row.Symbol ?? before?.Symbol,
            row.Side ?? before?.Side,
            row.OrderType ?? before?.OrderType,
            row.OrderStatus ?? before?.Status,
            row.Quantity ?? before?.Quantity,
            row.LimitPrice ?? before?.LimitPrice,
            quantity,
            cost,
            row.AveragePrice ?? before?.AveragePrice,
            row.Reason ?? before?.Reason);
    }
}
