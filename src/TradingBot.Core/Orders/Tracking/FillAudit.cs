namespace TradingBot.Core.Orders.Tracking;

/// <summary>
/// Holds what the exchange told fill by fill against its own account of the order, some seconds after the order is
/// over. The money is booked by then; a difference is for a person to look at.
/// </summary>
/// <param name="rules">How long to wait for an answer.</param>
/// <param name="rounding">An order's totals come with fewer decimals than its fills; quote currency.</param>
/// <param name="output">Questions and surprises.</param>
internal sealed class FillAudit(OrderRules rules, decimal rounding, TrackerOutput output)
{
    private const int MaxQuestions = 3;

    private readonly List<Open> _open = [];

    /// <summary>An order is over whose figures were told fill by fill.</summary>
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
        _open.RemoveAt(index);
        if (report.Filled == record.Filled && IsSame(report.Cost, record.Cost) && IsSame(fee, record.Fee!.Value))
            return;
        output.Surprises.Add(FormattableString.Invariant(
            $"order {record.Number} was told as {record.Filled} for {record.Cost}, fee {record.Fee}, but is ")
            + FormattableString.Invariant($"{report.Filled} for {report.Cost}, fee {fee}"));
    }

    private bool IsSame(decimal one, decimal other) => Math.Abs(one - other) <= rounding;

    private sealed class Open(AttemptRecord record)
    {
        public AttemptRecord Record { get; } = record;

        public DateTime Next { get; set; }

        public int Questions { get; set; }
    }
}
