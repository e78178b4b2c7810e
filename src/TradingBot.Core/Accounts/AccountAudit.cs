using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Orders.Tracking;

namespace TradingBot.Core.Accounts;

/// <summary>
/// Holds the bot's books against the account, again and again: the change of the one must be the change of the other,
/// except for what others did in the account, which its ledger shows. It compares only while no order of the bot is on
/// its way, because a fill that is not reported yet is not a mistake; while one rests, a difference may be such a fill,
/// and only the trade of an order that must not exist is one. Driven by events; it sends nothing and reads no clock.
/// </summary>
/// <param name="bot">Whose orders.</param>
/// <param name="pair">For the words.</param>
/// <param name="rules">How often, and how long to wait for what.</param>
/// <param name="output">What a person has to know.</param>
internal sealed class AccountAudit(Guid bot, Instrument pair, OrderRules rules, TrackerOutput output)
{
    /// <summary>Balances, fills and the ledger come from different places of the exchange.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    /// <summary>What others do may be in a balance before it is in the ledger.</summary>
    private const int MaxExplanations = 2;

    private const int FailuresToTell = 10;

    private readonly OwnAttempts _own = new(bot);
    private AccountReading? _baseline;
    private AccountReading? _reading;
    private DateTime _next = DateTime.MinValue;
    private DateTime _quietFrom = DateTime.MinValue;
    private DateTime _asked;
    private bool _isWaiting;
    private bool _isVoid;
    private bool _isDoubtful;
    private bool _isResting;
    private bool _isInherited;
    private int _explanations;
    private int _failures;
    private int _number;

    /// <summary>What to ask after the last event, or null.</summary>
    public AccountQuestion? Question { get; private set; }

    /// <summary>The last reading that agreed with the books, for a later process; null where there is none.</summary>
    public AccountReading? Audited => _baseline is { } last ? last with { Fills = last.Fills - _own.Fills } : null;

    /// <summary>Goes on from what an earlier process has seen.</summary>
    public void Restore(AccountReading? audited) => (_baseline, _isInherited) = (audited, audited is not null);

    /// <summary>Takes over an attempt from an earlier process.</summary>
    public void Restore(AttemptRecord attempt) => _own.Remember(attempt);

    /// <summary>True while no answer is awaited and nothing is in doubt.</summary>
    public bool IsAtRest => !_isWaiting && !_isDoubtful;

    /// <summary>What there is of it at rest, beside <see cref="Audited"/>.</summary>
    public AuditCheckpoint Checkpoint() => new(_next, _quietFrom, _number, _failures, _isInherited, _own.Known);

    /// <summary>Goes on in the middle of a session, from there and from <see cref="Audited"/>.</summary>
    public void Restore(AuditCheckpoint then, IReadOnlyDictionary<Guid, AttemptRecord> attempts)
    {
        (_next, _quietFrom, _number) = (then.Next, then.QuietFrom, then.Number);
        (_failures, _isInherited) = (then.Failures, then.IsInherited);
        foreach (var id in then.Own)
            _own.Remember(attempts[id]);
    }

    /// <summary>The books were given money, or below 0 gave some back; the account has not changed by that.</summary>
    /// <param name="amount">Quote currency.</param>
    public void BudgetChanged(decimal amount)
    {
        _baseline = _baseline is { } baseline ? baseline with { Cash = baseline.Cash + amount } : null;
        _reading = _reading is { } reading ? reading with { Cash = reading.Cash + amount } : null;
    }

    /// <summary>A new event.</summary>
    public void Clear() => Question = null;

    /// <summary>What the event did to orders; then asks, where it is time.</summary>
    /// <param name="isQuiet">True while no order is on its way to or from the exchange.</param>
    /// <param name="isResting">True while an order may trade at any time.</param>
    /// <param name="isTimer">True where the event is the timer's.</param>
    /// <param name="now">UTC, exchange time.</param>
    public void Advance(bool isQuiet, bool isResting, bool isTimer, DateTime now)
    {
        foreach (var change in output.Changes)
            _own.Learn(change.Attempt);
        if (!isQuiet || output.Changes.Count > 0)
        {
            _isVoid = true;
            _quietFrom = now + Settling;
            return;
        }

        if (!isTimer)
            return;
        if (_isWaiting && now - _asked > rules.LookLimit)
            _isWaiting = false;
        if (!_isWaiting && now >= _next && now >= _quietFrom)
        {
            _isResting = isResting;
            Ask(new AccountQuestion.Balances(++_number), now);
        }
    }

    /// <summary>The account before the session; nothing to go by where an order may have changed it.</summary>
    /// <param name="account">What it held.</param>
    /// <param name="books">As they are now.</param>
    /// <param name="read">Not before this; UTC, exchange time.</param>
    /// <param name="now">UTC, exchange time.</param>
    public void Begin(Holding account, Books books, DateTime read, DateTime now)
    {
        if (books.IsWhole)
            _baseline ??= ReadingOf(account, books, read, now);
    }

    /// <summary>The account was read.</summary>
    /// <param name="number">Of the question.</param>
    /// <param name="account">What it holds.</param>
    /// <param name="books">As they are now.</param>
    /// <param name="now">UTC, exchange time.</param>
    public void Read(int number, Holding account, Books books, DateTime now)
    {
        if (!Takes(number, now))
            return;
        _reading = ReadingOf(account, books, _asked, now);
        if (_baseline is null && _isResting)
        {
            _next = now + Interval;
            return;
        }

        if (_baseline is null || Explanation.AreInStep(_baseline, _reading, pair))
        {
            Agree(now);
            return;
        }

        _next = now + Settling;
        if (_isDoubtful)
            Ask(new AccountQuestion.Entries(++_number, _baseline.Asked - Explanation.Slack), now);
        _isDoubtful = true;
    }

    /// <summary>The account's ledger was read.</summary>
    /// <param name="number">Of the question.</param>
    /// <param name="entries">In any order.</param>
    /// <param name="lastOrder">The highest order number the bot has used.</param>
    /// <param name="now">UTC, exchange time.</param>
    public void Read(int number, IReadOnlyList<AccountEntry> entries, long lastOrder, DateTime now)
    {
        if (!Takes(number, now))
            return;
        var explanation = new Explanation(_baseline!, _reading!, entries, _own, pair, lastOrder);
        if (explanation.IsWhole)
        {
            Agree(now);
            return;
        }

        _next = now + (_isResting ? Interval : Settling);
        if (!explanation.IsContradiction && (_isResting || ++_explanations < MaxExplanations))
            return;
        output.Surprises.Add(explanation.Text());
        _reading = null; // told once; what comes next is measured from where the account is then
        Agree(now);
    }

    /// <summary>The exchange did not answer: no reading, and no news.</summary>
    /// <param name="number">Of the question.</param>
    /// <param name="reason">For a person.</param>
    /// <param name="isFinal">True where it would not help to ask again.</param>
    /// <param name="now">UTC, exchange time.</param>
    public void Fail(int number, string reason, bool isFinal, DateTime now)
    {
        if (number != _number || !_isWaiting)
            return;
        _isWaiting = false;
        _next = now + Interval;
        if (isFinal && !_isResting)
        {
            // A bot that was away for long: at its start its orders were compared with the account's, one by one.
            (_isInherited ? output.Remarks : output.Surprises).Add(FormattableString.Invariant(
                $"changes to the account since {_baseline!.Answered:yyyy-MM-dd HH:mm:ss} UTC ")
                + $"cannot be checked against this bot's books: {reason}; they are checked from now on");
            Agree(now);
            return;
        }

        if (++_failures % FailuresToTell == 0)
        {
            output.Remarks.Add(FormattableString.Invariant(
                $"the account could not be checked against this bot's books {_failures} times in a row: ")
                + reason);
        }
    }

    private AccountReading ReadingOf(Holding account, Books books, DateTime asked, DateTime now) =>
        new(asked, now, account.Base, account.Quote, books.Held, books.Cash, _own.Fills);

    private TimeSpan Interval => rules.AuditInterval!.Value;

    private void Ask(AccountQuestion question, DateTime now)
    {
        (Question, _asked, _isWaiting, _isVoid) = (question, now, true, false);
    }

    /// <summary>True where it answers the question that is open, and no order has moved since that was asked.</summary>
    private bool Takes(int number, DateTime now)
    {
        if (number != _number || !_isWaiting)
            return false;
        (_isWaiting, _failures) = (false, 0);
        if (_isVoid)
            _next = now;
        return !_isVoid;
    }

    private void Agree(DateTime now)
    {
        (_baseline, _isDoubtful, _explanations, _isInherited) = (_reading, false, 0, false);
        _next = now + Interval;
    }
}
