namespace TradingBot.Core.Orders.Tracking;

/// <summary>One attempt to place an order, from intent to end.</summary>
internal sealed class OrderAttempt
{
    private readonly OrderRules _rules;
    private readonly TrackerOutput _output;
    private readonly TimeSpan _patience;
    private OrderSearch? _search;
    private DateTime _nextLook;
    private TimeSpan _pause;
    private OrderList? _asked;
    private DateTime _askedAt;
    private int _look;
    private ReportedStatus _reported = ReportedStatus.Open;
    private DateTime _nextCancel;
    private bool _wouldHaveTraded;

    public OrderAttempt(
        AttemptRecord record, OrderRequest request, OrderRules rules, TimeSpan patience, TrackerOutput output)
    {
        (Record, Request, _rules, _output, _pause) = (record, request, rules, output, rules.Pause);
        _patience = patience;
    }

    public AttemptRecord Record { get; private set; }

    public OrderRequest Request { get; }

    public OrderState State => Record.State;

    /// <summary>True when it was refused, or never arrived, for a reason that may pass.</summary>
    public bool MayBeRepeated { get; private set; }

    /// <summary>True while the exchange has it and it is not over.</summary>
    private bool IsOpen => State is OrderState.Accepted or OrderState.PartiallyFilled;

    private bool IsToBeCancelled(DateTime now) =>
        IsOpen && _reported == ReportedStatus.Open && (Record.IsWithdrawn || IsOutOfTime(now));

    /// <summary>True when it was refused because it was to rest and would have traded.</summary>
    public bool WouldHaveTraded =>
        Record.Filled == 0 && (_wouldHaveTraded || Record.Refusal is { WouldHaveTraded: true });

    public void Remember(DateTime now) => _output.Changes.Add(new OrderChange(now, Record, Execution: null));

    public void Send(DateTime now)
    {
        Invariant.Holds(State == OrderState.Intended);
        Change(now, Record with { State = OrderState.Sending, SentAt = now, Deadline = now + _rules.Deadline });
        _output.Commands.Add(new OrderCommand.Submit(Record.Id, Request, Record.Deadline));
    }

    /// <summary>It was stored by a process that has ended: what became of it must be asked.</summary>
    public void Resume(DateTime now)
    {
        _nextLook = now;
        if (State == OrderState.Sending)
            BecomeUnknown("the program ended before the answer came", now);
        else if (State == OrderState.Unknown)
            _search = new OrderSearch(_rules, Record.Deadline, now);
    }

    public void Accept(string exchangeId, DateTime now)
    {
        if (!State.IsUnsettled())
            return; // told before, by another channel
        Change(now, Record with { State = OrderState.Accepted, ExchangeId = exchangeId, Note = null });
        LookIn(_rules.Pause, now);
    }

    /// <summary>Refused with proof. An order the exchange has shown is the stronger proof.</summary>
    public void Reject(string reason, bool mayBeRepeated, bool wouldHaveTraded, DateTime now)
    {
        if (!State.IsUnsettled())
            return;
        (MayBeRepeated, _wouldHaveTraded) = (mayBeRepeated, wouldHaveTraded);
        Change(now, Record with { State = OrderState.Rejected, Note = reason, IsRefused = !mayBeRepeated });
    }

    /// <summary>Not sent after all: nothing has left this machine and nothing will.</summary>
    public void GiveUp(string reason, DateTime now)
    {
        Invariant.Holds(State == OrderState.Intended);
        Change(now, Record with { State = OrderState.Rejected, Note = reason });
    }

    public void BecomeUnknown(string reason, DateTime now, CopyRefusal? refusal = null)
    {
        if (State != OrderState.Sending)
            return;
        Change(now, Record with { State = OrderState.Unknown, Note = reason, Refusal = refusal });
        _search = new OrderSearch(_rules, Record.Deadline, now);
    }

    public void Report(OrderReport report, DateTime now)
    {
        if (State.IsOver())
            return;
        if (State == OrderState.Intended)
            TakeOver(report, now);
        _asked = null;
        var isNews = report.Execution is { } fill && Record.Executions.All(known => known.Id != fill.Id);
        var executions = isNews ? [.. Record.Executions, report.Execution!] : Record.Executions;
        // Reports overtake each other; what has traded never becomes less.
        var isLatest = report.Filled >= Record.Filled;
        var (filled, cost) = isLatest ? (report.Filled, report.Cost) : (Record.Filled, Record.Cost);
        Fee? fee = executions.Sum(e => e.Volume) == filled ? executions.Aggregate(default(Fee), (sum, e) => sum + e.Fee)
            : isLatest && report.Fee is { } whole ? whole
            : filled == Record.Filled ? Record.Fee
            : null;
        if (report.Status != ReportedStatus.Open)
            _reported = report.Status;
        // Totals below what was reported fill by fill are out of date: the next look has the right ones.
        var end = executions.Sum(e => e.Volume) > filled ? null : EndOf(filled, fee);
        var next = Record with
        {
            State = end ?? (filled > 0 ? OrderState.PartiallyFilled : OrderState.Accepted),
            ExchangeId = report.ExchangeId,
            Filled = filled,
            Cost = cost,
            Fee = fee,
            Note = report.Reason ?? (State.IsUnsettled() ? null : Record.Note),
            Executions = executions,
        };
        if (next != Record)
            Change(now, next, isNews ? report.Execution : null);
        LookIn(_reported == ReportedStatus.Open ? _pause : _rules.Margin, now);
    }

    /// <summary>The exchange has it and this process has not sent it: it is taken over, and not sent again.</summary>
    private void TakeOver(OrderReport report, DateTime now)
    {
        Record = Record with { SentAt = now };
        _output.Surprises.Add(FormattableString.Invariant(
            $"order {Record.Number}, attempt {Record.Attempt}, was not sent yet, but the exchange has it as ")
            + $"{report.ExchangeId}: another process trades as this bot");
    }

    /// <summary>An order that may rest, or an entry that has not left yet, is not wanted any more.</summary>
    public void Withdraw(DateTime now)
    {
        var waits = State == OrderState.Intended && Request.Purpose == OrderPurpose.Open;
        if ((Request.Rests || waits) && !Record.IsWithdrawn && !State.IsOver())
            Change(now, Record with { IsWithdrawn = true });
    }

    /// <summary>True when it has rested at its price as long as it may.</summary>
    public bool IsOutOfTime(DateTime now) => Request.IsOutOfTime(now - Record.SentAt, _patience);

    public void CancelAnswered(bool isTaken, DateTime now)
    {
        if (!IsOpen)
            return;
        if (isTaken)
            LookIn(_rules.Margin, now); // its end is usually told before that
        else
            _nextCancel = now + _rules.Pause;
    }

    public void NotFound(int look, DateTime now)
    {
        if (look != _look || _asked is not { } list)
            return;
        _asked = null;
        if (State != OrderState.Unknown)
            LookAgain(now);
        else if (list == OrderList.Open)
            Ask(OrderList.Closed, now);
        else if (_search!.EndRound(now))
            ProveAbsent(now);
    }

    public void LookFailed(int look, DateTime now)
    {
        if (look != _look || _asked is null)
            return;
        _asked = null;
        _search?.Fail(now);
        LookAgain(now);
    }

    public void Advance(DateTime now, ExchangeMode mode)
    {
        if (mode != ExchangeMode.Online)
            _search?.Doubt();
        if (_asked is not null && now - _askedAt > _rules.LookLimit)
            LookFailed(_look, now);
        if (State == OrderState.Sending && now >= Record.Deadline + _rules.Margin)
            BecomeUnknown("no answer in time", now);
        if (IsToBeCancelled(now) && now >= _nextCancel)
            Cancel(now);
        if (_asked is not null)
            return;
        if (State == OrderState.Unknown && _search!.BeginsRound(now, mode))
            Ask(OrderList.Open, now);
        else if (IsOpen && now >= _nextLook)
            Ask(OrderList.ById, now);
    }

    /// <summary>How it ended, once all its figures are known; null before.</summary>
    private OrderState? EndOf(decimal filled, Fee? fee)
    {
        if (filled > 0 && fee is null)
            return null;
        // The fill that completes an order may be reported before its end.
        if (filled == Request.Volume)
            return OrderState.Filled;
        return _reported switch
        {
            ReportedStatus.Canceled => OrderState.Canceled,
            ReportedStatus.Expired => OrderState.Expired,
            _ => null,
        };
    }

    private void ProveAbsent(DateTime now)
    {
        var note = Record.Refusal is null
            ? "it never reached the exchange"
            : $"{Record.Note}; the exchange does not have the order";
        MayBeRepeated = Record.Refusal is not { MayBeRepeated: false };
        Change(now, Record with { State = OrderState.Rejected, Note = note, IsRefused = !MayBeRepeated });
    }

    /// <summary>Only once the order is acknowledged: two messages may overtake each other.</summary>
    private void Cancel(DateTime now)
    {
        _nextCancel = now + _rules.CancelPause;
        _pause = _rules.Pause;
        _output.Commands.Add(new OrderCommand.Cancel(Record.Id, Record.ExchangeId!));
    }

    private void Ask(OrderList list, DateTime now)
    {
        (_asked, _askedAt) = (list, now);
        _look++;
        // Clocks differ, and an order must not be missed because it was placed "before" it was sent.
        var since = Record.SentAt - TimeSpan.FromSeconds(60);
        _output.Commands.Add(new OrderCommand.Find(Record.Id, _look, list, since, Record.ExchangeId));
    }

    private void LookAgain(DateTime now) => LookIn(_pause, now);

    private void LookIn(TimeSpan pause, DateTime now)
    {
        _nextLook = now + pause;
        _pause = _pause * 2 < _rules.LongestPause ? _pause * 2 : _rules.LongestPause;
    }

    private void Change(DateTime now, AttemptRecord next, Execution? execution = null)
    {
        Record = next;
        _output.Changes.Add(new OrderChange(now, next, execution));
    }
}
