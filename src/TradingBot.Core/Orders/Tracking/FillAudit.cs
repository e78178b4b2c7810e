namespace TradingBot.Core.Orders.Tracking;

/// <summary>
/// Compares what the exchange reported fill by fill with its own totals of the order, some seconds after the order is
/// over. The money is booked by then; a difference is for a person to look at.
/// </summary>
/// <param name="rules">How long to wait for an answer.</param>
/// <param name="rounding">An order's totals come with fewer decimals than its fills; quote currency.</param>
/// <param name="output">Questions and surprises.</param>
internal sealed class FillAudit(OrderRules rules, decimal rounding, TrackerOutput output)
{
    private const int MaxQuestions = 3;

    private readonly List<Open> _open = [];

    /// <summary>True while nothing is left to compare.</summary>
    public bool IsDone => _open.Count == 0;

    /// <summary>An order is over whose figures were reported fill by fill.</summary>
    public void Begin(AttemptRecord record, DateTime now)
    {
        if (record is { ExchangeId: not null, Filled: > 0, Executions.Count: > 0 })
            _open.Add(new Open(record) { Next = now + rules.LookLimit / 6 });
    }

    /// <summary>Asks what has become due.</summary>
    public void Advance(DateTime now)
    {
        for (var i = 0; i < _open.Count; i++)
        {
            var audit = _open[i];
            if (now < audit.Next)
                continue;
            if (audit.Questions == MaxQuestions)
            {
                _open.RemoveAt(i--); // nobody answers; the order is booked as it was told
                continue;
            }

            audit.Questions++;
            audit.Next = now + rules.LookLimit;
            var record = audit.Record;
            output.Commands.Add(new OrderCommand.Find(
                record.Id, -audit.Questions, OrderList.ById, record.SentAt, record.ExchangeId));
        }
    }

    /// <summary>The exchange shows an order; only its totals, which have the fee, say something new.</summary>
    public void Compare(Guid id, OrderReport report)
    {
        var index = _open.FindIndex(audit => audit.Record.Id == id);
        if (index < 0 || report is not { Fee: { } fee, Status: not ReportedStatus.Open })
            return;
        var record = _open[index].Record;
        var told = record.Fee!.Value;
        _open.RemoveAt(index);
        if (report.Filled == record.Filled && IsSame(report.Cost, record.Cost) && IsSame(fee, told))
            return;
        output.Surprises.Add(FormattableString.Invariant(
            $"order {record.Number}: its fills add up to {record.Filled} for {record.Cost}, fee {Words(told)}, ")
            + FormattableString.Invariant(
                $"but the exchange's totals are {report.Filled} for {report.Cost}, fee {Words(fee)}"));
    }

    private bool IsSame(decimal one, decimal other) => Math.Abs(one - other) <= rounding;

    /// <summary>Only money is reported with different decimals.</summary>
    private bool IsSame(Fee one, Fee other)
    {
        if (!IsSame(one.Cash, other.Cash) || one.Base != other.Base)
            return false;
        var (left, right) = (one.InKind?.Others, other.InKind?.Others);
        for (; left is not null && right is not null; (left, right) = (left.Next, right.Next))
        {
            if ((left.Asset, left.Amount) != (right.Asset, right.Amount))
                return false;
        }

        return left is null && right is null;
    }

    private static string Words(Fee fee)
    {
        List<string> parts = [];
        if (fee.Cash != 0 || fee.InKind is null)
            parts.Add(FormattableString.Invariant($"{fee.Cash}"));
        if (fee.Base != 0)
            parts.Add(FormattableString.Invariant($"{fee.Base} in base"));
        for (var other = fee.InKind?.Others; other is not null; other = other.Next)
            parts.Add(FormattableString.Invariant($"{other.Amount} {other.Asset}"));
        return string.Join(" and ", parts);
    }

    private sealed class Open(AttemptRecord record)
    {
        public AttemptRecord Record { get; } = record;

        public DateTime Next { get; set; }

        public int Questions { get; set; }
    }
}
