using TradingBot.Bots.Followers;
using TradingBot.Reports;

namespace TradingBot.Supervision;

/// <summary>
/// Tells the supervisor that the session is ready, in a line what it is doing, and that the loop still takes events. It
/// has no timer on purpose: a loop that hangs must fall silent. The session's own timer sends an event each second.
/// </summary>
internal sealed class SupervisedSession : IBotFollower
{
    /// <summary>As sd_watchdog_enabled(3) advises, and once more, since events come in seconds.</summary>
    private const int FeedsPerLimit = 3;

    private readonly ISupervisedBot _supervisor;
    private readonly TimeSpan? _interval;
    private readonly TimeProvider _time;
    private bool _isReady;
    private bool _isShown;
    private long _fedAt;

    /// <param name="supervisor">Gets the events.</param>
    /// <param name="limit">The longest silence the supervisor bears; null: any.</param>
    /// <param name="time">The supervisor's clock, not the market's.</param>
    public SupervisedSession(ISupervisedBot supervisor, TimeSpan? limit, TimeProvider time)
    {
        _supervisor = supervisor;
        (_interval, _time, _fedAt) = (limit / FeedsPerLimit, time, time.GetTimestamp());
    }

    /// <summary>What the session trades and has, and why it opens no trades.</summary>
    public static string Describe(BotSnapshot bot)
    {
        var ledger = bot.Equity is null ? "" : $": {LedgerSummary.Of(bot)}";
        var halted = bot.Breakers.Count > 0
            ? $"; no new trades ({string.Join(", ", bot.Breakers.Select(breaker => breaker.Name))})"
            : "";
        return bot.Bot.Banner + ledger + halted;
    }

    public void Take(IReadOnlyList<BotEvent> happened, BotSnapshot now)
    {
        // The warm-up is done, but the trades since then are still to be asked for; and the program says that it
        // stops, before there is an end.
        if (happened.Any(one => one is BotEvent.Began or BotEvent.Ended))
            return;
        if (!_isReady && happened.Any(one => one is BotEvent.ExchangeModeChanged))
            return; // the session says how it begins before it follows the market
        if (!_isReady)
            _isReady = _supervisor.IsReady(); // nothing says it again: the next event, if this one is lost
        Show(happened, now);
        if (_interval is { } interval && _time.GetElapsedTime(_fedAt) >= interval)
        {
            _fedAt = _time.GetTimestamp();
            _supervisor.Feed();
        }
    }

    private void Show(IReadOnlyList<BotEvent> happened, BotSnapshot now)
    {
        if (_isShown && !happened.Any(IsShown))
            return;
        _isShown = _supervisor.Show(Describe(now)); // if it is lost, the next event says it again
    }

    private static bool IsShown(BotEvent happened) => happened is BotEvent.CandleClosed
        or BotEvent.BreakerTripped or BotEvent.BreakerReset or BotEvent.TradesResumed;
}
