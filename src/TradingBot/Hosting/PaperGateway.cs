using System.Globalization;
using System.Threading.Channels;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Simulation;
using TradingBot.Core.Trading;

namespace TradingBot.Hosting;

/// <summary>
/// Fills orders on paper against the real book, level by level. An order that comes while there is no book to trust
/// waits for one, until its deadline. Answers go back through the queue, as an exchange's would.
/// </summary>
/// <param name="exchange">Balances and fees.</param>
/// <param name="feed">Has the book.</param>
/// <param name="events">The engine's queue.</param>
/// <param name="exchangeTime">UTC.</param>
/// <param name="validation">Asks the real exchange about each order, or null.</param>
internal sealed class PaperGateway(
    SimulatedExchange exchange,
    IMarketFeed feed,
    ChannelWriter<EngineEvent> events,
    Func<DateTime> exchangeTime,
    OrderValidation? validation = null) : IOrderGateway
{
    private readonly List<OrderCommand.Submit> _waiting = [];
    private readonly Dictionary<Guid, OrderReport> _filled = [];

    public void CarryOut(OrderCommand command)
    {
        switch (command)
        {
            case OrderCommand.Submit submit:
                _waiting.Add(submit);
                validation?.Ask(submit.Order);
                break;
            case OrderCommand.Find find:
                events.WriteOrEnd(Answer(find));
                break;
        }
    }

    /// <summary>Fills what waits, in order, if the book can be trusted now.</summary>
    public void Advance()
    {
        if (_waiting.Count == 0)
            return;
        var now = exchangeTime();
        if (!feed.TryShowBook(book => FillAll(book, now)))
            RefuseLate(now);
    }

    private void FillAll(OrderBook book, DateTime now)
    {
        var seconds = (long)(now - DateTime.UnixEpoch).TotalSeconds;
        foreach (var submit in _waiting)
        {
            var outcome = exchange.Execute(submit.Order, book, seconds);
            if (outcome.Rejection is { } reason)
            {
                events.WriteOrEnd(new EngineEvent.OrderRejected(now, submit.Id, reason, MayBeRepeated: false));
                continue;
            }

            var report = ReportOf(submit.Order.Number, outcome.Fill);
            _filled[submit.Id] = report;
            events.WriteOrEnd(new EngineEvent.OrderReported(now, submit.Id, report));
        }

        _waiting.Clear();
    }

    private void RefuseLate(DateTime now)
    {
        foreach (var late in _waiting.FindAll(submit => now > submit.Deadline))
        {
            _waiting.Remove(late);
            const string Reason = "no order book to trust before its deadline";
            events.WriteOrEnd(new EngineEvent.OrderRejected(now, late.Id, Reason, MayBeRepeated: true));
        }
    }

    private EngineEvent Answer(OrderCommand.Find find) => _filled.TryGetValue(find.Id, out var report)
        ? new EngineEvent.OrderReported(exchangeTime(), find.Id, report)
        : new EngineEvent.OrderNotFound(exchangeTime(), find.Id, find.Look);

    private static OrderReport ReportOf(long number, in Fill fill)
    {
        var name = number.ToString("D6", CultureInfo.InvariantCulture);
        var execution = new Execution($"FILL-{name}", fill.Volume, fill.Price, fill.Fee, IsMaker: false);
        return new OrderReport(
            $"PAPER-{name}", ReportedStatus.Filled, fill.Volume, fill.Cost, fill.Fee, Reason: null, execution);
    }
}
