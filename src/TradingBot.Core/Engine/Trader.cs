using TradingBot.Core.Accounts;
using TradingBot.Core.Orders;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Core.Risk.Breakers;

namespace TradingBot.Core.Engine;

/// <summary>
/// All that decides outside a backtest: the engine, the orders it sends until they are over, and the breakers. Its only
/// input is an ordered stream of events, its only output what to do and what to store: the same events give the same
/// output, in another process and another year. Not thread-safe: one thread feeds it.
/// </summary>
public sealed partial class Trader
{
    private const string OperatorReason = "asked by the operator";

    private static readonly TimeSpan PauseOfFlattening = TimeSpan.FromMinutes(1);

    private readonly OrderTracker _tracker;
    private readonly AccountAudit? _audit;
    private readonly BreakerWatch _breakerWatch;
    private readonly Budget _budget;
    private readonly List<OrderRequest> _decided = [];
    private DateTime _now;
    private bool _isFlattening;
    private DateTime _leaveAgain;

    /// <param name="setup">How it trades.</param>
    /// <param name="rules">How orders are seen through.</param>
    /// <param name="limits">When new trades are stopped.</param>
    /// <param name="start">What earlier sessions left.</param>
    public Trader(EngineSetup setup, OrderRules rules, BreakerLimits limits, SessionStart start)
    {
        _now = start.Time;
        Engine = new TradingEngine(setup);
        Breakers = new BreakerPanel(limits);
        _breakerWatch = new BreakerWatch(Breakers, Engine, setup.Instrument);
        _tracker = new OrderTracker(start.Bot, rules, setup.Placing.Patience, setup.Instrument.CostRounding);
        if (start.Engine is { } engine)
            Engine.Restore(engine);
        _budget = new Budget(setup.Instrument, Engine, start.Budgets ?? []);
        Engine.ExitsAtMarket = _isFlattening = start.IsFlattening;
        if (start.Breakers is { } breakers)
            Breakers.Restore(breakers);
        foreach (var record in start.Orders)
            _tracker.Restore(record, Engine.Readmit(record.Number, record.Intent, record.Reserved), start.Time);
        foreach (var record in start.Refuted ?? [])
            _tracker.Refute(record);
        // What is lent and owed is not in the account's balances as our books have it.
        if (rules.AuditInterval is null || setup.ShortTerms is not null)
            return;
        _audit = new AccountAudit(start.Bot, setup.Instrument, rules, _tracker.Output);
        _audit.Restore(start.Audited);
        foreach (var record in start.Orders.Concat(start.Refuted ?? []).Concat(start.Traded ?? []))
            _audit.Restore(record);
    }

    public TradingEngine Engine { get; }

    public BreakerPanel Breakers { get; }

    /// <summary>Orders decided by the last event.</summary>
    public IReadOnlyList<OrderRequest> Decided => _decided;

    /// <summary>What to do after the last event, in this order.</summary>
    public IReadOnlyList<OrderCommand> Commands => _tracker.Output.Commands;

    /// <summary>What to ask about the account after the last event, or null.</summary>
    public AccountQuestion? Question => _audit?.Question;

    /// <summary>By how much the last event has changed the money that is traded with, quote currency.</summary>
    public decimal BudgetChange { get; private set; }

    /// <summary>What to store before doing it.</summary>
    public IReadOnlyList<OrderChange> Changes => _tracker.Output.Changes;

    /// <summary>
    /// Orders that were proved not to exist and yet showed up, and an account that is not as the bot's books: nothing
    /// here may stay unread.
    /// </summary>
    public IReadOnlyList<string> Surprises => _tracker.Output.Surprises;

    /// <summary>What is odd about the last event, and harmless.</summary>
    public IReadOnlyList<string> Remarks => _tracker.Output.Remarks;

    /// <summary>Ends of orders the last event brought.</summary>
    public IReadOnlyList<OrderOutcome> Outcomes => _tracker.Output.Outcomes;

    /// <summary>Attempts that are not over, in the order they were decided.</summary>
    public IEnumerable<AttemptRecord> Unsettled => _tracker.Unsettled;

    /// <summary>True while an order may rest, and the exchange is not about to stop.</summary>
    public bool HasResting => _tracker.HasResting;

    /// <summary>What a later session must know to go on from here.</summary>
    public SessionStart State(DateTime time, Guid bot) =>
        new(time, bot, Engine.State(), Breakers.State(), [.. _tracker.Unsettled], _isFlattening)
        {
            Audited = _audit?.Audited,
            Budgets = _budget.Done,
        };

    /// <summary>Takes the next event; the properties tell what follows from it.</summary>
    public void Process(EngineEvent happened)
    {
        _decided.Clear();
        BudgetChange = 0;
        _tracker.Output.Clear();
        _audit?.Clear();
        if (happened.Time > _now && happened is not EngineEvent.CandleClosed)
            _now = happened.Time;
        Take(happened);
        if (Breakers.IsTripped)
            _tracker.Withdraw(exitsToo: false, _now);
        Settle();
        _audit?.Advance(_tracker.IsQuiet, Unsettled.Any(), happened is EngineEvent.TimerFired, _now);
        ReviewBreakers(happened);
        Engine.IsHalted = MayNotOpen;
    }

    private Books Books()
    {
        var (cash, held) = this.Balances();
        return new Books(cash, held, IsWhole: !Unsettled.Any(), Engine.LastOrder);
    }

    private bool MayNotOpen => Breakers.IsTripped || _tracker.HasUnknown;

    private void Take(EngineEvent happened)
    {
        switch (happened)
        {
            case EngineEvent.CandleClosed e:
                Send(Engine.Process(e.Candle));
                break;
            case EngineEvent.TradePrinted e:
                Send(Engine.Process(e.Trade));
                break;
            case EngineEvent.BookSampled e:
                Engine.Process(e.Sample);
                break;
            case EngineEvent.Elapsed e:
                Send(Engine.Process(e.Time));
                break;
            case EngineEvent.TimerFired:
                LeaveWhatIsLeft();
                break; // what else has become due is done below
            case EngineEvent.OrderAccepted e:
                _tracker.Accepted(e.Id, e.ExchangeId, _now);
                break;
            case EngineEvent.OrderRejected e:
                _tracker.Rejected(e.Id, e.Reason, e.MayBeRepeated, e.WouldHaveTraded, _now);
                break;
            case EngineEvent.OutcomeUnknown e:
                _tracker.Unanswered(e.Id, e.Reason, e.Refusal, _now);
                break;
            case EngineEvent.OrderReported e:
                _tracker.Reported(e.Id, e.Report, _now);
                break;
            case EngineEvent.OrderNotFound e:
                _tracker.NotFound(e.Id, e.Look, _now);
                break;
            case EngineEvent.LookFailed e:
                _tracker.LookFailed(e.Id, e.Look, _now);
                break;
            case EngineEvent.CancelAnswered e:
                _tracker.CancelAnswered(e.Id, e.IsTaken, _now);
                break;
            case EngineEvent.AccountRead or EngineEvent.AccountEntriesRead or EngineEvent.AccountUnread:
                _audit?.Take(happened, Books(), _now);
                break;
            case EngineEvent.ModeChanged e:
                _tracker.ModeIs(e.Mode);
                break;
            case EngineEvent.BudgetChanged e:
                ChangeBudget(e);
                break;
            case EngineEvent.OperatorAsked e:
                Obey(e.Wish);
                break;
            default:
                throw new InvariantViolatedException($"an event the trader does not know: {happened}");
        }
    }

    private void ChangeBudget(EngineEvent.BudgetChanged request)
    {
        (BudgetChange, var remark) = _budget.Take(request);
        if (remark is not null)
            _tracker.Output.Remarks.Add(remark);
        Breakers.BudgetChanged(BudgetChange);
        _audit?.BudgetChanged(BudgetChange);
    }

    private void Obey(OperatorCommand wish)
    {
        if (wish == OperatorCommand.Resume)
            Breakers.Resume();
        else
            Breakers.Halt(OperatorReason, _now);
        // A halt asks for less than what is being done.
        _isFlattening = wish == OperatorCommand.Flatten || (_isFlattening && wish == OperatorCommand.Halt);
        Engine.ExitsAtMarket = _isFlattening;
        if (wish != OperatorCommand.Flatten)
            return;
        _leaveAgain = _now + PauseOfFlattening;
        _tracker.Withdraw(exitsToo: true, _now);
        Send(Engine.LeaveAll(OperatorReason));
    }

    /// <summary>A sale may have been refused; the operator still wants it.</summary>
    private void LeaveWhatIsLeft()
    {
        if (!_isFlattening || _now < _leaveAgain)
            return;
        _leaveAgain = _now + PauseOfFlattening;
        Send(Engine.LeaveAll(OperatorReason));
    }

    /// <summary>
    /// Lets the tracker do what is due; informs the engine of orders that ended, which may send more.
    /// </summary>
    private void Settle()
    {
        var told = 0;
        _tracker.Advance(_now);
        for (; told < Outcomes.Count; told++)
        {
            var outcome = Outcomes[told];
            if (Engine.IsReversing) // its entry follows from this answer, which may settle what was unknown
                Engine.IsHalted = MayNotOpen;
            Send(Engine.Process(in outcome));
            if (outcome is { Rejection: not null, WouldHaveTraded: false })
                Breakers.OrderFailed(_now);
            else if (_isFlattening)
                Send(Engine.LeaveAll(OperatorReason)); // an entry that was on its way
            _tracker.Advance(_now);
        }
    }

    private void Send(ReadOnlySpan<OrderRequest> orders)
    {
        if (Engine.WithdrawsEntries)
            _tracker.Withdraw(exitsToo: false, _now);
        foreach (ref readonly var order in orders)
        {
            _decided.Add(order);
            _tracker.Send(in order, _now);
        }
    }

    private void ReviewBreakers(EngineEvent happened)
    {
        if (happened is EngineEvent.CandleClosed)
            return; // history
        if (happened is EngineEvent.TradePrinted trade)
            Breakers.PriceIs(trade.Trade.Price);
        if (happened is EngineEvent.TradePrinted or EngineEvent.Elapsed)
            Breakers.MarketKnown(_now);
        foreach (var surprise in Surprises)
            Breakers.Alert(surprise, _now);
        _breakerWatch.Advance(_now);
    }
}
