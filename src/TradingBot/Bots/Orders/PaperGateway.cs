using System.Globalization;
using TradingBot.Core.Accounts;
using TradingBot.Core.Backtesting.Fills;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Exchanges.Feeds;

namespace TradingBot.Bots.Orders;

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
    EngineQueue events,
    Func<DateTime> exchangeTime,
    OrderValidation? validation = null) : IOrderGateway
{
    private readonly List<OrderCommand.Submit> _waiting = [];
    private readonly List<OrderCommand.Submit> _resting = [];
    private readonly Dictionary<Guid, OrderReport> _reports = [];
    private long _fills;

    /// <summary>An exchange on which the account is as the trader knows it.</summary>
    public static SimulatedExchange ExchangeFor(Trader trader, EngineSetup setup, FeeSchedule fees)
    {
        var (cash, held) = trader.Balances();
        return new SimulatedExchange(
            setup.Instrument,
            new FillModel(Slippage: 0, fees),
            cash,
            held,
            shortTerms: setup.ShortTerms,
            lent: trader.Lent());
    }

    public void CarryOut(OrderCommand command)
    {
        switch (command)
        {
            case OrderCommand.Submit submit:
                _waiting.Add(submit);
                validation?.Ask(submit.Order);
                break;
            case OrderCommand.Cancel cancel:
                Cancel(cancel);
                break;
            case OrderCommand.Find find:
                events.Write(Answer(find));
                break;
        }
    }

    /// <summary>On paper the account is what the bot's books say: there is nothing to compare them with.</summary>
    public void Ask(AccountQuestion question) => events.Write(
        new EngineEvent.AccountUnread(exchangeTime(), question.Number, "there is no account on paper"));

    public void ChangeBudget(decimal amount) => exchange.ChangeCash(amount);

    /// <summary>Fills what waits, in order, if the book can be trusted now.</summary>
    public void Advance(bool isResting)
    {
        if (_waiting.Count + _resting.Count == 0)
            return;
        var now = exchangeTime();
        if (!feed.TryShowBook(book => FillAll(book, now)))
            RefuseLate(now);
    }

    private void FillAll(OrderBook book, DateTime now)
    {
        foreach (var resting in _resting.ToArray())
            Meet(resting, book, now, isMaker: true);
        foreach (var submit in _waiting)
        {
            if (submit.Order.Rests)
                Place(submit, book, now);
            else
                Fill(submit, book, now);
        }

        _waiting.Clear();
    }

    private void Fill(OrderCommand.Submit submit, OrderBook book, DateTime now)
    {
        var outcome = exchange.Execute(submit.Order, book, SecondsOf(now));
        if (outcome.Rejection is { } reason)
        {
            events.Write(new EngineEvent.OrderRejected(now, submit.Id, reason, MayBeRepeated: false));
            return;
        }

        Tell(submit.Id, With(NewReport(submit.Order.Number), outcome.Fill, ReportedStatus.Filled, isMaker: false), now);
    }

    private void Place(OrderCommand.Submit submit, OrderBook book, DateTime now)
    {
        if (submit.Order.Intent.Style == OrderStyle.PostOnly && submit.Order.Meets(book))
        {
            events.Write(new EngineEvent.OrderRejected(
                now, submit.Id, RestingRules.WouldHaveTraded, MayBeRepeated: false, WouldHaveTraded: true));
            return;
        }

        _resting.Add(submit);
        Tell(submit.Id, NewReport(submit.Order.Number), now);
        Meet(submit, book, now, isMaker: false);
    }

    private void Meet(OrderCommand.Submit resting, OrderBook book, DateTime now, bool isMaker)
    {
        var report = _reports[resting.Id];
        var left = resting.Order.Volume - report.Filled;
        if (exchange.Meet(resting.Order, left, book, SecondsOf(now), isMaker) is not { } fill)
        {
            _resting.Remove(resting);
            Tell(resting.Id, Canceled(report, "insufficient funds"), now);
            return;
        }

        if (fill.Volume == 0)
            return;
        if (fill.Volume == left)
            _resting.Remove(resting);
        var status = fill.Volume == left ? ReportedStatus.Filled : ReportedStatus.Open;
        Tell(resting.Id, With(report, in fill, status, isMaker), now);
    }

    private void Cancel(OrderCommand.Cancel cancel)
    {
        var now = exchangeTime();
        var isThere = _resting.RemoveAll(resting => resting.Id == cancel.Id) > 0;
        events.Write(new EngineEvent.CancelAnswered(
            now, cancel.Id, IsTaken: true, isThere ? "" : "no such order rests"));
        if (isThere)
            Tell(cancel.Id, Canceled(_reports[cancel.Id], "user requested"), now);
    }

    private void RefuseLate(DateTime now)
    {
        foreach (var late in _waiting.FindAll(submit => now > submit.Deadline))
        {
            _waiting.Remove(late);
            const string Reason = "no reliable order book before its deadline";
            events.Write(new EngineEvent.OrderRejected(now, late.Id, Reason, MayBeRepeated: true));
        }
    }

    private void Tell(Guid id, OrderReport report, DateTime now)
    {
        _reports[id] = report;
        events.Write(new EngineEvent.OrderReported(now, id, report));
    }

    private EngineEvent Answer(OrderCommand.Find find)
    {
        if (_reports.TryGetValue(find.Id, out var report))
            return new EngineEvent.OrderReported(exchangeTime(), find.Id, report);
        // Paper does not outlast the program: what an earlier session let rest is over, with what had traded by then.
        return find is { List: OrderList.ById, ExchangeId: { } known }
            ? new EngineEvent.OrderReported(
                exchangeTime(), find.Id, Canceled(NewReport(known), "forgotten when the program ended"))
            : new EngineEvent.OrderNotFound(exchangeTime(), find.Id, find.Look);
    }

    private static OrderReport NewReport(long number) => NewReport($"PAPER-{Name(number)}");

    private static OrderReport NewReport(string exchangeId) =>
        new(exchangeId, ReportedStatus.Open, Filled: 0, Cost: 0, Fee: 0, Reason: null);

    private static OrderReport Canceled(OrderReport report, string reason) =>
        report with { Status = ReportedStatus.Canceled, Reason = reason, Execution = null };

    private OrderReport With(OrderReport report, in Fill fill, ReportedStatus status, bool isMaker) => report with
    {
        Status = status,
        Filled = report.Filled + fill.Volume,
        Cost = report.Cost + fill.Cost,
        Fee = report.Fee + fill.Fee,
        Execution = new Execution($"FILL-{Name(++_fills)}", fill.Volume, fill.Price, fill.Fee, isMaker),
    };

    private static long SecondsOf(DateTime now) => (long)(now - DateTime.UnixEpoch).TotalSeconds;

    private static string Name(long number) => number.ToString("D6", CultureInfo.InvariantCulture);
}
