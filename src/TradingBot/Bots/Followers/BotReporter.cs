using TradingBot.Core.Engine;

namespace TradingBot.Bots.Followers;

/// <summary>
/// Turns what the trader made of an event into <see cref="BotEvent"/>s and a snapshot, and hands both to the followers,
/// from the session's beginning on: the warm-up is not theirs. On the thread that trades. A print of the market's tape
/// that changes nothing costs a few comparisons and no memory; without news there is a snapshot about every second.
/// </summary>
/// <param name="snapshots">Of the trader that is reported on.</param>
/// <param name="followers">Get it.</param>
internal sealed class BotReporter(SnapshotBuilder snapshots, BotFollowers followers)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private readonly TraderChanges _news = new(snapshots.Bot, snapshots.Trader, snapshots.Names);
    private readonly Trader _trader = snapshots.Trader;
    private readonly FeedAge _feedAge = snapshots.Sources.FeedAge;
    private DateTime _now;
    private DateTime _lookedAt;
    private DateTime _nextTicker;
    private bool _hasBegun;

    /// <summary>The bot as the followers saw it last; null before the first look.</summary>
    public BotSnapshot? Latest { get; private set; }

    /// <summary>Makes a snapshot for <see cref="Latest"/>, which no follower gets.</summary>
    public void Look() => Advance(snapshots.Sources.Clock());

    /// <summary>The session is warmed up; what earlier sessions left is there, nothing has happened yet.</summary>
    public void Begin() => Guard(() =>
    {
        _hasBegun = true;
        Look();
        _news.Begin();
        var began = new BotEvent.Began(
            _now, snapshots.Bot, snapshots.Earlier, Latest!.OpenTrades, Latest.Breakers);
        followers.Take([began], Latest);
    });

    /// <summary>An event has been remembered, decided and acted upon.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="times">What that took.</param>
    public void Report(EngineEvent happened, in LoopTimes times)
    {
        if (times.Stored > TimeSpan.Zero)
            snapshots.Stored(times.Stored);
        if (!_hasBegun)
            return;
        _feedAge.Tell(happened);
        if (happened.Time > _now)
            _now = happened.Time;
        var isTickerDue = _now >= _nextTicker && !double.IsNaN(_trader.Engine.LastClose);
        var isNews = _news.IsThereAny(happened) || isTickerDue || times.Stored > TimeSpan.Zero;
        if (isNews || happened is EngineEvent.TimerFired || _now - _lookedAt >= BetweenLooks)
            Tell(happened, times, isTickerDue);
        _news.Seen();
    }

    /// <summary>The session is over.</summary>
    /// <param name="failure">Why it could not go on, or null when it was asked to stop.</param>
    public void End(Exception? failure) => Guard(() =>
    {
        Look();
        followers.Take([new BotEvent.Ended(_now, failure?.Message)], Latest!);
    });

    private void Tell(EngineEvent happened, LoopTimes times, bool isTickerDue) => Guard(() =>
    {
        var events = _news.Of(happened, _now);
        if (times.TickToOrder > TimeSpan.Zero)
            events.Add(new BotEvent.LatencyMeasured(_now, times.TickToOrder));
        if (isTickerDue)
            events.Add(Ticker());
        Advance(_now);
        followers.Take([.. events], Latest!);
    });

    /// <summary>Whatever is wrong with what is shown, the trading does not notice.</summary>
    private void Guard(Action report)
    {
        try
        {
            report();
        }
        catch (Exception failure)
        {
            _hasBegun = false;
            followers.LeaveAll(failure);
        }
    }

    private BotEvent.Ticked Ticker()
    {
        // On the beat, not an interval after a line that came late.
        var next = _nextTicker + snapshots.Bot.TickerInterval;
        _nextTicker = next > _now ? next : _now + snapshots.Bot.TickerInterval;
        var engine = _trader.Engine;
        return new BotEvent.Ticked(
            _now, engine.LastClose, engine.Forming is { } forming ? BotCandle.Of(in forming) : null);
    }

    private void Advance(DateTime now)
    {
        if (now > _now)
            _now = now;
        _lookedAt = _now;
        Latest = snapshots.At(_now);
    }
}
