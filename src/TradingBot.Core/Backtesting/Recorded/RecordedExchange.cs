using System.Globalization;
using TradingBot.Core.Backtesting.Fills;
using TradingBot.Core.Backtesting.Fills.Recorded;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;

namespace TradingBot.Core.Backtesting.Recorded;

/// <summary>
/// The exchange of a recording as a trader sees it: it takes the trader's commands, and what the recorded market does
/// with the orders comes back as events, each when it would be known here. It has the money, of which the market knows
/// nothing. All times are the exchange's.
/// </summary>
/// <param name="market">Fills the orders.</param>
/// <param name="account">Pays for them.</param>
/// <param name="latency">Of every message.</param>
internal sealed class RecordedExchange(RecordedMarket market, SimulatedAccount account, OrderLatency latency)
{
    private const string NoBook = "no order book is recorded before its deadline";

    private readonly Dictionary<long, OpenOrder> _orders = []; // those that are not over at the exchange
    private readonly Dictionary<Guid, OrderReport> _told = [];
    private readonly List<EngineEvent> _answers = []; // the next to be known first
    private long _fills;

    /// <summary>True while an order is not over, or an answer on its way.</summary>
    public bool IsBusy => _orders.Count + _answers.Count > 0;

    public void CarryOut(OrderCommand command, DateTime now)
    {
        switch (command)
        {
            case OrderCommand.Submit submit:
                _orders[submit.Order.Number] = new OpenOrder(submit);
                market.Submit(submit.Order, now, in latency);
                break;
            case OrderCommand.Cancel cancel:
                // Where it is over already, that is told anyway.
                if (_orders.Values.FirstOrDefault(order => order.Id == cancel.Id) is { } open)
                    market.Cancel(open.Request.Number, now, in latency);
                break;
            case OrderCommand.Find find:
                Answer(_told.TryGetValue(find.Id, out var report)
                    ? new EngineEvent.OrderReported(now, find.Id, report)
                    : new EngineEvent.OrderNotFound(now, find.Id, find.Look));
                break;
            default:
                throw new InvariantViolatedException($"a command the exchange does not know: {command}");
        }
    }

    /// <summary>Takes what the market did.</summary>
    public void Take(ReadOnlySpan<OrderAnswer> answers)
    {
        while (!answers.IsEmpty)
        {
            var count = 1;
            if (answers[0].Kind == OrderAnswerKind.Filled)
            {
                while (count < answers.Length && IsOneFill(in answers[0], in answers[count]))
                    count++;
            }

            // What is not here any more was ended by us.
            if (_orders.TryGetValue(answers[0].Order, out var order))
                Take(order, answers[..count]);
            answers = answers[count..];
        }
    }

    /// <summary>The next answer that is known by now, each once; null: there is none.</summary>
    public EngineEvent? Next(DateTime now)
    {
        if (_answers.Count == 0 || _answers[0].Time > now)
            return null;
        var answer = _answers[0];
        _answers.RemoveAt(0);
        if (answer is EngineEvent.OrderReported reported)
            _told[reported.Id] = reported.Report with { Execution = null };
        return answer;
    }

    /// <summary>
    /// As on paper: what waits for a book in vain until its deadline is refused, and may be tried again.
    /// </summary>
    public void RefuseLate(DateTime now)
    {
        if (market.IsKnown)
            return;
        foreach (var order in _orders.Values.Where(order => now > order.Deadline).ToArray())
        {
            if (market.Recall(order.Request.Number))
                Reject(order, now, NoBook, mayBeRepeated: true);
        }
    }

    /// <summary>The levels that one order took at one moment.</summary>
    private static bool IsOneFill(in OrderAnswer one, in OrderAnswer other) =>
        other.Kind == OrderAnswerKind.Filled
        && (other.Order, other.Time, other.IsMaker) == (one.Order, one.Time, one.IsMaker);

    private void Take(OpenOrder order, ReadOnlySpan<OrderAnswer> answers)
    {
        var answer = answers[0];
        switch (answer.Kind)
        {
            case OrderAnswerKind.Rests:
                Report(order, order.Report, answer.KnownAt);
                break;
            case OrderAnswerKind.Filled:
                Fill(order, answers);
                break;
            case OrderAnswerKind.Refused:
                Reject(order, answer.KnownAt, RestingRules.WouldHaveTraded, wouldHaveTraded: true);
                break;
            case OrderAnswerKind.TooLarge:
                Reject(order, answer.KnownAt, SimulatedExchange.NotDeepEnough);
                break;
            case OrderAnswerKind.Cancelled:
                Answer(new EngineEvent.CancelAnswered(answer.KnownAt, order.Id, IsTaken: true, ""));
                Cancel(order, answer.KnownAt, "user requested");
                break;
            default:
                throw new InvariantViolatedException($"an answer the exchange does not know: {answer}");
        }
    }

    private void Fill(OpenOrder order, ReadOnlySpan<OrderAnswer> fills)
    {
        var (volume, cost, first) = (0m, 0m, fills[0]);
        foreach (ref readonly var fill in fills)
        {
            volume += fill.Volume;
            cost += fill.Volume * fill.Price;
        }

        cost = Instrument.Money(cost);
        var seconds = (long)(first.Time - DateTime.UnixEpoch).TotalSeconds;
        if (!account.TryBook(in order.Request, volume, cost, seconds, first.IsMaker, out var fee))
        {
            Lack(order, first);
            return;
        }

        var before = order.Report;
        var filled = before.Filled + volume;
        var price = Instrument.AveragePrice(cost, volume);
        Report(order, before with
        {
            Status = filled == order.Request.Volume ? ReportedStatus.Filled : ReportedStatus.Open,
            Filled = filled,
            Cost = before.Cost + cost,
            Fee = before.Fee + fee,
            Execution = new Execution($"FILL-{Name(++_fills)}", volume, price, fee, first.IsMaker),
        }, first.KnownAt);
    }

    /// <summary>The money does not reach for what traded: the order is over.</summary>
    private void Lack(OpenOrder order, in OrderAnswer answer)
    {
        market.Cancel(order.Request.Number, answer.Time, default);
        var reason = SimulatedExchange.WhatIsLacking(in order.Request);
        if (order.Request.Rests)
            Cancel(order, answer.KnownAt, reason);
        else
            Reject(order, answer.KnownAt, reason);
    }

    private void Reject(
        OpenOrder order, DateTime known, string reason, bool mayBeRepeated = false, bool wouldHaveTraded = false)
    {
        _orders.Remove(order.Request.Number);
        Answer(new EngineEvent.OrderRejected(known, order.Id, reason, mayBeRepeated, wouldHaveTraded));
    }

    private void Cancel(OpenOrder order, DateTime known, string reason) => Report(
        order, order.Report with { Status = ReportedStatus.Canceled, Reason = reason, Execution = null }, known);

    private void Report(OpenOrder order, OrderReport report, DateTime known)
    {
        order.Report = report;
        if (report.Status != ReportedStatus.Open)
            _orders.Remove(order.Request.Number);
        Answer(new EngineEvent.OrderReported(known, order.Id, report));
    }

    private void Answer(EngineEvent answer)
    {
        var index = _answers.Count;
        while (index > 0 && _answers[index - 1].Time > answer.Time)
            index--;
        _answers.Insert(index, answer);
    }

    private static string Name(long number) => number.ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>An order, and what has become of it at the exchange.</summary>
    private sealed class OpenOrder(OrderCommand.Submit submit)
    {
        private readonly OrderRequest _request = submit.Order;

        public Guid Id { get; } = submit.Id;

        public ref readonly OrderRequest Request => ref _request;

        public DateTime Deadline { get; } = submit.Deadline;

        public OrderReport Report { get; set; } = new(
            $"RECORDED-{Name(submit.Order.Number)}", ReportedStatus.Open, Filled: 0, Cost: 0, Fee: 0, Reason: null);
    }
}
