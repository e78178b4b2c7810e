using TradingBot.Core.Engine;
using TradingBot.Hosting;
using TradingBot.Reports;

namespace TradingBot.Supervision;

/// <summary>
/// Tells the supervisor that the session is ready, in a line what it is doing, and that the loop still takes events. It
/// has no timer on purpose: a loop that hangs must fall silent. The session's own timer sends an event each second.
/// </summary>
internal sealed class SupervisedSession : ISessionObserver
{
    /// <summary>As sd_watchdog_enabled(3) advises, and once more, since events come in seconds.</summary>
    private const int FeedsPerLimit = 3;

    private readonly NotifySocket _supervisor;
    private readonly StartProgress _start;
    private readonly Trader _trader;
    private readonly Func<string> _describe;
    private readonly TimeSpan? _interval;
    private readonly TimeProvider _time;
    private bool _isReady;
    private long _fedAt;
    private long _candles = -1;
    private long _breakers = -1;

    /// <param name="supervisor">Is told.</param>
    /// <param name="start">Is over when the session is ready.</param>
    /// <param name="trader">The session's.</param>
    /// <param name="describe">What the session is doing, in a line.</param>
    /// <param name="limit">The longest silence the supervisor bears; null: any.</param>
    /// <param name="time">The supervisor's clock, not the market's.</param>
    public SupervisedSession(
        NotifySocket supervisor,
        StartProgress start,
        Trader trader,
        Func<string> describe,
        TimeSpan? limit,
        TimeProvider time)
    {
        (_supervisor, _start, _trader, _describe) = (supervisor, start, trader, describe);
        (_interval, _time, _fedAt) = (limit / FeedsPerLimit, time, time.GetTimestamp());
    }

    /// <summary>What the session trades and has, and why it opens no trades.</summary>
    public static string Describe(SessionView view)
    {
        var (engine, breakers) = (view.Trader.Engine, view.Trader.Breakers);
        var ledger = double.IsNaN(engine.LastClose) ? "" : $": {LedgerSummary.Of(engine, view.Instrument, view.Past)}";
        var halted = breakers.IsTripped
            ? $"; no new trades ({string.Join(", ", breakers.Tripped.Select(breaker => breaker.Name))})"
            : "";
        return view.Banner + ledger + halted;
    }

    public void Begin()
    {
        // The warm-up is done, but the trades since then are still to be asked for.
    }

    public void Observe(EngineEvent happened)
    {
        if (!_isReady && happened is EngineEvent.ModeChanged)
            return; // the session says how it begins before it follows the market
        if (!_isReady && _supervisor.Send("READY=1")) // nothing says it again: the next event, if this one is lost
        {
            _isReady = true;
            _start.End();
        }

        ShowChanges();
        if (_interval is { } interval && _time.GetElapsedTime(_fedAt) >= interval)
        {
            _fedAt = _time.GetTimestamp();
            _supervisor.Send("WATCHDOG=1");
        }
    }

    public void End(Exception? failure)
    {
        // The program says that it stops, before there is an end.
    }

    private void ShowChanges()
    {
        var (candles, breakers) = (_trader.Engine.ClosedCandles, _trader.Breakers.Version);
        if ((candles, breakers) == (_candles, _breakers))
            return;
        (_candles, _breakers) = (candles, breakers);
        if (!_supervisor.Send($"STATUS={_describe()}"))
            _candles = -1;
    }
}
