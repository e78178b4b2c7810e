namespace TradingBot.Core.Orders.Tracking;

/// <summary>
/// Attempts recorded as rejected or absent. One that the exchange shows nevertheless is reported once for each finding,
/// and its id at the exchange is remembered, so that a later process does not tell it again.
/// </summary>
internal sealed class RefutedAttempts(TrackerOutput output)
{
    private readonly Dictionary<Guid, AttemptRecord> _attempts = [];
    private readonly Queue<AttemptRecord> _inOrder = new();
    private readonly HashSet<(Guid Id, string ExchangeId, ReportedStatus? Status, decimal Filled)> _told = [];

    public void Add(AttemptRecord record)
    {
        _attempts[record.Id] = record;
        _inOrder.Enqueue(record);
        while (record.DecidedAt - _inOrder.Peek().DecidedAt > OrderTracker.RefutedFor)
            _attempts.Remove(_inOrder.Dequeue().Id);
    }

    /// <summary>All of it.</summary>
    public RefutedCheckpoint Checkpoint() => new(
        [.. _inOrder.Select(first => _attempts[first.Id])],
        [.. _told.Select(told => new ToldOrder(told.Id, told.ExchangeId, told.Status, told.Filled))]);

    /// <summary>Goes on from there.</summary>
    public void Restore(RefutedCheckpoint then)
    {
        foreach (var attempt in then.Attempts)
            Add(attempt);
        foreach (var told in then.Told)
            _told.Add((told.Id, told.ExchangeId, told.Status, told.Filled));
    }

    /// <summary>The exchange shows an order. Any other than a refuted one is ignored.</summary>
    public void Reported(Guid id, OrderReport report, DateTime now)
    {
        if (!IsNews(id, report.ExchangeId, report.Status, report.Filled))
            return;
        // Refused for what it asked, and over without a trade: that is how the exchange may list what it refused, as a
        // post-only order that would have traded. An order that we hold for absent must not be there in any state.
        var isHarmless = _attempts[id].IsRefused && report is
        {
            Status: ReportedStatus.Canceled or ReportedStatus.Expired, Filled: 0, Execution: null,
        };
        var filled = FormattableString.Invariant($"{report.Status}, {report.Filled} filled");
        Tell(isHarmless ? output.Remarks : output.Surprises, id, report.ExchangeId, filled, now);
    }

    public void Accepted(Guid id, string exchangeId, DateTime now)
    {
        if (IsNews(id, exchangeId, status: null, filled: 0))
            Tell(output.Surprises, id, exchangeId, "accepted", now);
    }

    private bool IsNews(Guid id, string exchangeId, ReportedStatus? status, decimal filled) =>
        _attempts.ContainsKey(id) && _told.Add((id, exchangeId, status, filled));

    private void Tell(List<string> list, Guid id, string exchangeId, string what, DateTime now)
    {
        var record = _attempts[id];
        list.Add(FormattableString.Invariant($"order {record.Number}, attempt {record.Attempt}, was not placed ")
            + $"({record.Note}), but the exchange has it as {exchangeId}: {what}");
        if (record.ExchangeId is not null)
            return;
        _attempts[id] = record with { ExchangeId = exchangeId };
        output.Changes.Add(new OrderChange(now, _attempts[id], Execution: null));
    }
}
