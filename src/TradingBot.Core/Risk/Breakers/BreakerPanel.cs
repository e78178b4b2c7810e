using TradingBot.Core.Accounts;

namespace TradingBot.Core.Risk.Breakers;

/// <summary>
/// Stops new trades when something looks wrong; what is open still ends by its rules. A tripped breaker stays so until
/// the operator resets it, the configured time is over, or, where it can tell, its reason is gone.
/// </summary>
public sealed class BreakerPanel
{
    /// <summary>The name under which a person stops new trades.</summary>
    public const string Operator = "operator";

    /// <summary>The name under which the program does, for what must not happen: a person has to look.</summary>
    public const string Alarm = "alarm";

    private readonly BreakerLimits _limits;
    private readonly List<IBreaker> _breakers;
    private readonly List<TrippedBreaker> _tripped = [];
    private readonly Queue<DateTime> _errors = new();
    private RiskFigures _figures;
    private DateTime _day;
    private double _price = double.NaN;

    public BreakerPanel(BreakerLimits limits)
    {
        _limits = limits;
        _breakers = [.. All(limits).OfType<IBreaker>()];
    }

    public bool IsTripped => _tripped.Count > 0;

    public IReadOnlyList<TrippedBreaker> Tripped => _tripped;

    /// <summary>Counts changes of <see cref="Tripped"/>, for its reporters.</summary>
    public long Version { get; private set; }

    public BreakerState State() =>
        new(_figures.Peak, _figures.Morning, _day, _figures.LossesInARow, [.. _tripped]);

    public void Restore(BreakerState state)
    {
        (_figures.Peak, _figures.Morning, _day) = (state.Peak, state.Morning, state.Day);
        _figures.LossesInARow = state.LossesInARow;
        _tripped.AddRange(state.Tripped.Where(tripped => !IsSelfResetting(tripped.Name)));
    }

    /// <summary>All of it.</summary>
    internal BreakerCheckpoint Checkpoint() => new(
        State(), _figures.Equity, _figures.KnownAt, double.IsNaN(_price) ? null : _price, [.. _errors]);

    /// <summary>Goes on in the middle of a session.</summary>
    internal void Restore(BreakerCheckpoint then)
    {
        Restore(then.State);
        _tripped.Clear();
        _tripped.AddRange(then.State.Tripped); // also those that a new session would look at afresh
        (_figures.Equity, _figures.KnownAt, _price) = (then.Equity, then.KnownAt, then.Price ?? double.NaN);
        foreach (var error in then.Errors)
            _errors.Enqueue(error);
    }

    public void EquityIs(decimal equity)
    {
        _figures.Equity = equity;
        _figures.Peak = Math.Max(_figures.Peak, equity);
        if (_figures.Morning == 0)
            _figures.Morning = equity;
    }

    /// <summary>Money was put in, or below 0 taken out: neither a gain nor a loss.</summary>
    /// <param name="amount">Quote currency.</param>
    public void BudgetChanged(decimal amount)
    {
        _figures.Equity += amount;
        _figures.Peak += amount;
        if (_figures.Morning != 0)
            _figures.Morning += amount;
    }

    public void PriceIs(double price)
    {
        _figures.PriceChange = double.IsNaN(_price) ? 0 : price / _price - 1;
        _price = price;
    }

    /// <summary>The price has come here by steps that are not known: the next one is measured from it.</summary>
    public void PriceCameTo(double price) => _price = price;

    /// <summary>The market is known up to now.</summary>
    public void MarketKnown(DateTime now) => _figures.KnownAt = now;

    public void TradeClosed(in ClosedTrade trade) =>
        _figures.LossesInARow = trade.Profit < 0 ? _figures.LossesInARow + 1 : 0;

    public void OrderFailed(DateTime now) => _errors.Enqueue(now);

    /// <summary>Stops new trades until the operator resumes.</summary>
    public void Halt(string reason, DateTime now) => Trip(Operator, reason, now);

    /// <summary>Something has happened that must not: stops new trades until the operator resumes.</summary>
    public void Alert(string reason, DateTime now) => Trip(Alarm, reason, now);

    /// <summary>The operator's word: trade again, and judge by what happens from now on.</summary>
    public void Resume()
    {
        (_figures.Peak, _figures.Morning) = (_figures.Equity, _figures.Equity);
        _figures.LossesInARow = 0;
        _errors.Clear();
        _tripped.Clear();
        Version++;
    }

    /// <summary>Looks at everything; called after each event that may matter.</summary>
    public void Advance(DateTime now)
    {
        _figures.Now = now;
        if (_figures.KnownAt == default)
            _figures.KnownAt = now; // a session begins with the market known
        if (now.Date != _day)
            BeginDay(now.Date);
        while (_errors.TryPeek(out var oldest) && now - oldest > _limits.OrderErrorWindow)
            _errors.Dequeue();
        _figures.OrderErrors = _errors.Count;
        if (_limits.ResetAfter is { } time && IsTripped)
            ResetOlder(now - time);
        foreach (var breaker in _breakers)
            Check(breaker, now);
        _figures.PriceChange = 0; // a jump is looked at once
    }

    private static IEnumerable<IBreaker?> All(BreakerLimits limits) =>
    [
        limits.DailyLoss is { } loss ? new DailyLoss(loss) : null,
        limits.Drawdown is { } fall ? new Drawdown(fall) : null,
        limits.LossesInARow is { } losses ? new LossesInARow(losses) : null,
        limits.OrderErrors is { } errors ? new OrderErrors(errors, limits.OrderErrorWindow) : null,
        limits.DataAge is { } age ? new StaleData(age) : null,
        limits.PriceJump is { } jump ? new PriceJump(jump) : null,
    ];

    private void Check(IBreaker breaker, DateTime now)
    {
        if (!breaker.ResetsItself && Has(breaker.Name))
            return; // its reason is told already, and need not be worded at each look
        var reason = breaker.Reason(in _figures);
        if (reason is not null)
            Trip(breaker.Name, reason, now);
        else if (breaker.ResetsItself && IsTripped)
            Reset(breaker.Name);
    }

    private void BeginDay(DateTime day)
    {
        _day = day;
        _figures.Morning = _figures.Equity;
        Reset("daily-loss");
    }

    private void ResetOlder(DateTime since) =>
        ResetWhere(tripped => tripped.Name is not (Operator or Alarm) && tripped.Since <= since);

    private void Reset(string name) => ResetWhere(tripped => tripped.Name == name);

    private void Trip(string name, string reason, DateTime now)
    {
        if (Has(name))
            return;
        _tripped.Add(new TrippedBreaker(name, reason, now));
        Version++;
    }

    private bool Has(string name)
    {
        foreach (var tripped in _tripped)
        {
            if (tripped.Name == name)
                return true;
        }

        return false;
    }

    /// <summary>What they have seen so far counts no more.</summary>
    private void ResetWhere(Predicate<TrippedBreaker> isOver)
    {
        foreach (var tripped in _tripped.FindAll(isOver))
            Forget(tripped.Name);
        if (_tripped.RemoveAll(isOver) > 0)
            Version++;
    }

    private void Forget(string name)
    {
        switch (name)
        {
            case "drawdown":
                _figures.Peak = _figures.Equity;
                break;
            case "daily-loss":
                _figures.Morning = _figures.Equity;
                break;
            case "losses":
                _figures.LossesInARow = 0;
                break;
            case "order-errors":
                _errors.Clear();
                _figures.OrderErrors = 0;
                break;
        }
    }

    private bool IsSelfResetting(string name) => _breakers.Exists(b => b.Name == name && b.ResetsItself);
}
