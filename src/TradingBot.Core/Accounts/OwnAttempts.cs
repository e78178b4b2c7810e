using TradingBot.Core.Orders;

namespace TradingBot.Core.Accounts;

/// <summary>Which of the account's orders are this bot's: those it knows, and those only it can have named.</summary>
internal sealed class OwnAttempts(Guid bot)
{
    private const int MaxKnown = 1000;
    private const int OrdersBack = 1000;
    private const int OrdersAhead = 200;

    private readonly Dictionary<Guid, AttemptRecord> _known = [];
    private readonly Queue<Guid> _inOrder = new();

    /// <summary>Fills reported to the process so far; reports of a total of several count as one.</summary>
    public long Fills { get; private set; }

    /// <summary>Those that are known, in the order they were learnt of.</summary>
    public IReadOnlyList<Guid> Known => [.. _inOrder];

    /// <summary>What is reported to the process of an attempt.</summary>
    public void Learn(AttemptRecord attempt)
    {
        if (attempt.Filled > (_known.GetValueOrDefault(attempt.Id)?.Filled ?? 0))
            Fills++;
        Remember(attempt);
    }

    /// <summary>What was reported to an earlier process.</summary>
    public void Remember(AttemptRecord attempt)
    {
        if (!_known.ContainsKey(attempt.Id))
            _inOrder.Enqueue(attempt.Id);
        _known[attempt.Id] = attempt;
        if (_inOrder.Count > MaxKnown)
            _known.Remove(_inOrder.Dequeue());
    }

    /// <summary>
    /// Those of the given orders that are this bot's, each with what is known of it: nothing of one that was over
    /// before the session, and of a new one that the bot has not sent.
    /// </summary>
    /// <param name="ids">Their <c>cl_ord_id</c>s.</param>
    /// <param name="lastOrder">The highest order number the bot has used.</param>
    public Dictionary<Guid, (AttemptRecord? Attempt, bool IsNew)> Among(IReadOnlySet<Guid> ids, long lastOrder)
    {
        var own = new Dictionary<Guid, (AttemptRecord? Attempt, bool IsNew)>();
        foreach (var id in ids)
        {
            if (_known.TryGetValue(id, out var attempt))
                own[id] = (attempt, false);
        }

        if (own.Count == ids.Count)
            return own;
        for (var order = Math.Max(1, lastOrder - OrdersBack); order <= lastOrder + OrdersAhead; order++)
        {
            foreach (var id in ClientOrderId.AllOf(bot, order))
            {
                if (ids.Contains(id))
                    own.TryAdd(id, (null, order > lastOrder));
            }
        }

        return own;
    }
}
