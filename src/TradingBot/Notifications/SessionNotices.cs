using TradingBot.Core.Engine;
using TradingBot.Core.Risk.Breakers;
using TradingBot.Exchanges.Feeds;
using TradingBot.Hosting;

namespace TradingBot.Notifications;

/// <summary>
/// Makes notices of what a session leads to. Runs on the thread that trades: it looks, writes a few words, hands them
/// on.
/// </summary>
internal sealed class SessionNotices : ISessionObserver
{
    /// <summary>Kraken asks for at most a try in five seconds after maintenance; so many are no maintenance.</summary>
    public const int StormOfReconnections = 5;

    public static readonly TimeSpan StormWindow = TimeSpan.FromMinutes(10);

    /// <summary>What comes again within it is told once more, with a count, at its end.</summary>
    public static readonly TimeSpan RepeatWindow = TimeSpan.FromMinutes(15);

    private readonly Trader _trader;
    private readonly ExchangeTime _clock;
    private readonly string _banner;
    private readonly RepeatFilter _repeats;
    private readonly OrderNotices _orders;
    private readonly ReconnectWatch _reconnects;
    private readonly DayFigures _day;
    private readonly HashSet<string> _tripped = [];
    private long _breakers;
    private bool _isStopped;

    /// <param name="view">The session.</param>
    /// <param name="tell">Takes a notice and never waits.</param>
    public SessionNotices(SessionView view, Action<Notice> tell)
    {
        (_trader, _clock, _banner) = (view.Trader, view.Clock, view.Banner);
        var source = Notice.SourceOf(view.Bot, view.BotName, view.Instrument.Symbol);
        _repeats = new RepeatFilter(
            notice => tell(notice with { Bot = view.BotName, Source = source }), RepeatWindow);
        _orders = new OrderNotices(view);
        _reconnects = new ReconnectWatch(
            () => view.Exchange.Connections.Select(socket => socket.Counters), StormOfReconnections, StormWindow);
        _day = new DayFigures(view.Trader.Engine, view.Instrument, _reconnects);
    }

    public void Begin()
    {
        var now = _clock.Now;
        _repeats.Add(new Notice(Severity.Info, "Session started", now) { Text = _banner, Fields = _day.Holdings() });
        _day.Begin(now);
        _breakers = -1; // what an earlier session tripped is news to whoever reads only this
        LookAtBreakers(now);
    }

    public void Observe(EngineEvent happened)
    {
        var now = happened.Time;
        foreach (var notice in _orders.Look(now))
            _repeats.Add(notice);
        foreach (var surprise in _trader.Surprises)
        {
            _repeats.Add(new Notice(Severity.Error, "This must not happen and stops new trades", now)
            {
                Text = surprise,
                Key = surprise,
            });
        }

        LookAtBreakers(now);
        if (_reconnects.Look(now) is { } reconnections)
        {
            _repeats.Add(new Notice(Severity.Warning, "The line to Kraken keeps breaking", now)
            {
                Text = FormattableString.Invariant(
                    $"{reconnections} new connections within {StormWindow.TotalMinutes} minutes."),
                Key = "reconnections",
            });
        }

        if (_day.Look(now) is { } day)
            _repeats.Add(day);
        _repeats.Advance(now);
    }

    public void End(Exception? failure)
    {
        var now = _clock.Now;
        _repeats.Flush();
        _repeats.Add(failure is null
            ? new Notice(Severity.Info, "Session stopped", now) { Fields = _day.Fields(now) }
            : new Notice(Severity.Error, "Session failed", now) { Text = failure.Message, Fields = _day.Fields(now) });
    }

    private void LookAtBreakers(DateTime now)
    {
        if (_breakers == _trader.Breakers.Version)
            return;
        _breakers = _trader.Breakers.Version;
        foreach (var tripped in _trader.Breakers.Tripped)
        {
            if (_tripped.Add(tripped.Name))
                _repeats.Add(Tripped(tripped, now));
        }

        _tripped.IntersectWith(_trader.Breakers.Tripped.Select(tripped => tripped.Name));
        var tradesAgain = _isStopped && !_trader.Breakers.IsTripped;
        _isStopped = _trader.Breakers.IsTripped;
        if (tradesAgain)
        {
            _repeats.Add(new Notice(Severity.Info, "New trades again", now)
            {
                Text = "No breaker is tripped.",
                Key = "trades again",
            });
        }
    }

    private static Notice Tripped(TrippedBreaker tripped, DateTime now) =>
        new(Severity.Warning, $"No new trades: {tripped.Name}", now)
        {
            Text = tripped.Reason,
            Key = $"tripped: {tripped.Name}",
        };
}
