namespace TradingBot.Core.Orders.Tracking;

/// <summary>
/// Sees orders through, from the request to a proved end, whatever the connection does. Driven by events only: it sends
/// nothing and reads no clock. Orders of the pair go out one at a time: while it is not known whether one exists, none
/// follows.
/// </summary>
public sealed class OrderTracker
{
    private readonly Guid _bot;
    private readonly OrderRules _rules;
    private readonly TimeSpan _patience;
    private readonly TrackerOutput _output = new();
    private readonly List<TrackedOrder> _orders = [];
    private readonly RefutedAttempts _refuted;
    private readonly FillAudit _audit;
    private ExchangeMode _mode = ExchangeMode.Online;

    /// <param name="bot">Whose orders: goes into their ids.</param>
    /// <param name="rules">How long to wait for what.</param>
    /// <param name="patience">How long an order may rest at its price.</param>
    /// <param name="costRounding">By how much an order's total may differ from its fills; quote currency.</param>
    public OrderTracker(Guid bot, OrderRules rules, TimeSpan patience, decimal costRounding) =>
        (_bot, _rules, _patience, _audit, _refuted) =
            (bot, rules, patience, new FillAudit(rules, costRounding, _output), new RefutedAttempts(_output));

    /// <summary>How long an attempt that was held for rejected or absent is watched for.</summary>
    public static TimeSpan RefutedFor => TimeSpan.FromDays(7);

    /// <summary>The attempts that are not over, in the order they were decided.</summary>
    public IEnumerable<AttemptRecord> Unsettled => _orders.Select(order => order.Attempt.Record);

    /// <summary>True while an order may or may not exist at the exchange.</summary>
    public bool HasUnknown => _orders.Exists(order => order.Attempt.State == OrderState.Unknown);

    /// <summary>True while the exchange has every order that is not over: none is on its way or waits.</summary>
    public bool IsQuiet => _orders.TrueForAll(
        order => order.Attempt.State is OrderState.Accepted or OrderState.PartiallyFilled);

    /// <summary>True while an order may rest, and the exchange is not about to stop.</summary>
    public bool HasResting => _mode != ExchangeMode.CancelOnly
        && _orders.Exists(order => order.Request.Rests && order.Attempt.State != OrderState.Intended);

    /// <summary>True while no order is under way, and no order that is over is still asked about.</summary>
    internal bool IsAtRest => _orders.Count == 0 && _audit.IsDone;

    /// <summary>What the exchange accepts.</summary>
    internal ExchangeMode Mode => _mode;

    internal TrackerOutput Output => _output;

    /// <summary>Takes over an order that passed the risk gate.</summary>
    public void Send(in OrderRequest request, DateTime now)
    {
        Invariant.Holds(request.Number > 0);
        var order = new TrackedOrder(request, now);
        _orders.Add(order);
        Attempt(order, now);
    }

    /// <summary>Takes over an attempt from an earlier process.</summary>
    /// <param name="record">As it was stored; not over.</param>
    /// <param name="request">The order it belongs to.</param>
    /// <param name="now">UTC, exchange time.</param>
    public void Restore(AttemptRecord record, in OrderRequest request, DateTime now)
    {
        Invariant.Holds(!record.State.IsOver());
        var order = new TrackedOrder(request, record.DecidedAt)
        {
            Attempt = new OrderAttempt(record, request, _rules, _patience, _output),
        };
        _orders.Add(order);
        order.Attempt.Resume(now);
    }

    /// <summary>Remembers an attempt that an earlier process held for rejected or absent.</summary>
    public void Refute(AttemptRecord record)
    {
        Invariant.Holds(record.State == OrderState.Rejected);
        _refuted.Add(record);
    }

    /// <summary>What is held for rejected or absent.</summary>
    internal RefutedCheckpoint RefutedCheckpoint() => _refuted.Checkpoint();

    /// <summary>Goes on from there.</summary>
    internal void Restore(RefutedCheckpoint then) => _refuted.Restore(then);

    public void Accepted(Guid id, string exchangeId, DateTime now)
    {
        if (Find(id) is { } attempt)
            attempt.Accept(exchangeId, now);
        else
            _refuted.Accepted(id, exchangeId, now);
    }

    /// <summary>The exchange, or our own connection, proves that it does not exist.</summary>
    /// <param name="id">The attempt.</param>
    /// <param name="reason">In the exchange's words.</param>
    /// <param name="mayBeRepeated">True where the reason passes: no connection, a rate limit.</param>
    /// <param name="wouldHaveTraded">True where it was to rest and would have traded.</param>
    /// <param name="now">UTC, exchange time.</param>
    public void Rejected(Guid id, string reason, bool mayBeRepeated, bool wouldHaveTraded, DateTime now) =>
        Find(id)?.Reject(reason, mayBeRepeated, wouldHaveTraded, now);

    public void Unanswered(Guid id, string reason, CopyRefusal? refusal, DateTime now) =>
        Find(id)?.BecomeUnknown(reason, now, refusal);

    public void Reported(Guid id, OrderReport report, DateTime now)
    {
        _audit.Compare(id, report);
        if (Find(id) is { } attempt)
            attempt.Report(report, now);
        else
            _refuted.Reported(id, report, now);
    }

    public void NotFound(Guid id, int look, DateTime now) => Find(id)?.NotFound(look, now);

    public void LookFailed(Guid id, int look, DateTime now) => Find(id)?.LookFailed(look, now);

    public void CancelAnswered(Guid id, bool isTaken, DateTime now) => Find(id)?.CancelAnswered(isTaken, now);

    /// <summary>Takes back the orders that may rest: entries only, or all of them.</summary>
    public void Withdraw(bool exitsToo, DateTime now)
    {
        foreach (var order in _orders)
        {
            if (order.Request.IsTakenBack(exitsToo))
                order.Attempt.Withdraw(now);
        }
    }

    public void ModeIs(ExchangeMode mode) => _mode = mode;

    /// <summary>Does what has become due; called after every event.</summary>
    public void Advance(DateTime now)
    {
        foreach (var order in _orders)
            order.Attempt.Advance(now, _mode);
        for (var i = 0; i < _orders.Count; i++)
        {
            if (_orders[i].Attempt.State.IsOver() && IsSettled(_orders[i], now))
                _orders.RemoveAt(i--);
        }

        _audit.Advance(now);
        SendNext(now);
    }

    private void SendNext(DateTime now)
    {
        for (var i = 0; i < _orders.Count; i++)
        {
            var order = _orders[i];
            if (order.Attempt.State.IsUnsettled())
                return;
            if (order.Attempt.State != OrderState.Intended)
                continue;
            if (order.Attempt.Record.IsWithdrawn || IsStale(order, now))
            {
                order.Attempt.GiveUp("it could not be sent in time", now);
                _refuted.Add(order.Attempt.Record);
                End(order);
                _orders.RemoveAt(i--);
            }
            else if (_mode == ExchangeMode.Online && now >= order.NotBefore)
            {
                order.Attempt.Send(now);
                return;
            }
        }
    }

    /// <summary>True when the order is over with this attempt; false when another one follows.</summary>
    private bool IsSettled(TrackedOrder order, DateTime now)
    {
        var attempt = order.Attempt;
        if (attempt.State == OrderState.Rejected)
            _refuted.Add(attempt.Record);
        if (attempt.MayBeRepeated && !attempt.Record.IsWithdrawn && !IsStale(order, now))
        {
            var pause = _rules.Pause * Math.Pow(2, Math.Min(attempt.Record.Attempt - 1, 10));
            order.NotBefore = now + (pause < _rules.LongestPause ? pause : _rules.LongestPause);
            Attempt(order, now);
            return false;
        }

        End(order);
        return true;
    }

    /// <summary>An entry's reason fades; an exit's does not.</summary>
    private bool IsStale(TrackedOrder order, DateTime now) =>
        order.Request.Purpose == OrderPurpose.Open && now - order.DecidedAt > _rules.EntryPatience;

    private void Attempt(TrackedOrder order, DateTime now)
    {
        var number = (order.Attempt?.Record.Attempt ?? 0) + 1;
        var request = order.Request;
        var record = new AttemptRecord
        {
            Id = ClientOrderId.Of(_bot, request.Number, number),
            Attempt = number,
            Number = request.Number,
            Intent = request.Intent,
            Reserved = request.Reserved,
            DecidedAt = order.DecidedAt,
        };
        order.Attempt = new OrderAttempt(record, request, _rules, _patience, _output);
        order.Attempt.Remember(now);
    }

    private void End(TrackedOrder order)
    {
        var record = order.Attempt.Record;
        var change = _output.Changes.FindLast(change => change.Attempt.Id == record.Id)!;
        var isOutOfTime = record.State == OrderState.Canceled && !record.IsWithdrawn
            && order.Attempt.IsOutOfTime(change.Time);
        var fill = record.Filled == 0 ? default : new Fill(
            (long)(change.Time - DateTime.UnixEpoch).TotalSeconds,
            Market.Instrument.AveragePrice(record.Cost, record.Filled),
            record.Filled,
            record.Cost,
            record.Fee!.Value);
        _audit.Begin(record, change.Time);
        _output.Outcomes.Add(
            record.IsWithdrawn || isOutOfTime ? OrderOutcome.Withdrawn(record.Number, fill, isOutOfTime)
            : record.Filled > 0 ? OrderOutcome.Filled(record.Number, fill)
            : OrderOutcome.Rejected(
                record.Number, record.Note ?? $"{record.State} by the exchange", order.Attempt.WouldHaveTraded));
    }

    private OrderAttempt? Find(Guid id) => _orders.Find(order => order.Attempt.Record.Id == id)?.Attempt;

    private sealed class TrackedOrder(OrderRequest request, DateTime decidedAt)
    {
        public OrderRequest Request { get; } = request;

        public DateTime DecidedAt { get; } = decidedAt;

        public DateTime NotBefore { get; set; } = decidedAt;

        public OrderAttempt Attempt { get; set; } = null!;
    }
}
