namespace TradingBot.Core.Orders.Tracking;

/// <summary>
/// Settles whether an order exists whose outcome is unknown. A round asks for it among the open orders, then among the
/// closed ones: an order that ends between the two is still seen. It is absent only after two rounds in a row that both
/// succeeded, in an exchange that was online throughout, the last of them so long after the deadline that no order
/// stays hidden.
/// </summary>
internal sealed class OrderSearch
{
    private const int RoundsNeeded = 2;

    private readonly OrderRules _rules;
    private readonly DateTime _hiddenUntil;
    private TimeSpan _pause;
    private DateTime _next;
    private DateTime _roundFrom;
    private bool _isRoundClean;
    private int _cleanRounds;

    public OrderSearch(OrderRules rules, DateTime deadline, DateTime now)
    {
        (_rules, _pause) = (rules, rules.Pause);
        _hiddenUntil = deadline + rules.HiddenFor;
        var first = deadline + rules.Margin;
        _next = now > first ? now : first;
    }

    /// <summary>True when a round is to begin. A round in an exchange that is not online proves nothing.</summary>
    public bool BeginsRound(DateTime now, ExchangeMode mode)
    {
        if (now < _next)
            return false;
        if (mode != ExchangeMode.Online)
        {
            Fail(now);
            return false;
        }

        (_roundFrom, _isRoundClean) = (now, true);
        return true;
    }

    /// <summary>The exchange was not online at some moment of the round.</summary>
    public void Doubt() => _isRoundClean = false;

    /// <summary>A look failed, or was never answered.</summary>
    public void Fail(DateTime now)
    {
        _cleanRounds = 0;
        Schedule(now);
    }

    /// <summary>Both looks of the round have succeeded, and the order was in neither.</summary>
    /// <returns>True when that proves it absent.</returns>
    public bool EndRound(DateTime now)
    {
        if (!_isRoundClean)
        {
            Fail(now);
            return false;
        }

        _cleanRounds++;
        if (_cleanRounds >= RoundsNeeded && _roundFrom >= _hiddenUntil)
            return true;
        Schedule(now);
        return false;
    }

    private void Schedule(DateTime now)
    {
        _next = now + _pause;
        if (now < _hiddenUntil && _next > _hiddenUntil)
            _next = _hiddenUntil;
        _pause = _pause * 2 < _rules.LongestPause ? _pause * 2 : _rules.LongestPause;
        if (now >= _hiddenUntil)
            _pause = _rules.Pause; // what is left is one more round
    }
}
