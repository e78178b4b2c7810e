using TradingBot.Bots.Followers;
using TradingBot.Core;

namespace TradingBot.Notifications;

/// <summary>
/// Makes notices of what a session leads to. Runs on the thread that trades: it looks, writes a few words, hands them
/// on.
/// </summary>
internal sealed class SessionNotices : IBotFollower
{
    /// <summary>Kraken asks for at most a try in five seconds after maintenance; so many are no maintenance.</summary>
    public const int StormOfReconnections = 5;

    public static readonly TimeSpan StormWindow = TimeSpan.FromMinutes(10);

    /// <summary>Repeats within it are collapsed into one notice with a count, at its end.</summary>
    public static readonly TimeSpan RepeatWindow = TimeSpan.FromMinutes(15);

    private readonly RepeatFilter _repeats;
    private readonly OrderNotices _orders;
    private readonly ReconnectWatch _reconnects = new(StormOfReconnections, StormWindow);
    private readonly DayFigures _day;
    private readonly HashSet<string> _tripped = [];
    private bool _isStopped;

    /// <param name="bot">Whose session it is.</param>
    /// <param name="tell">Takes a notice and never waits.</param>
    public SessionNotices(BotProfile bot, Action<Notice> tell)
    {
        var source = Notice.SourceOf(bot);
        _repeats = new RepeatFilter(notice => tell(notice with { Bot = bot.Name, Source = source }), RepeatWindow);
        _orders = new OrderNotices(bot);
        _day = new DayFigures(_reconnects);
    }

    public void Take(IReadOnlyList<BotEvent> happened, BotSnapshot now)
    {
        if (happened is [BotEvent.Began])
            Begin(now);
        else if (happened is [BotEvent.Ended end])
            End(end.Reason, now);
        else
            Look(happened, now);
    }

    private void Begin(BotSnapshot now)
    {
        _repeats.Add(new Notice(Severity.Info, "Session started", now.Time)
        {
            Text = now.Bot.Banner,
            Fields = _day.Holdings(now),
        });
        _day.Begin(now);
        LookAtBreakers(now); // what an earlier session tripped is news to whoever reads only this
    }

    private void Look(IReadOnlyList<BotEvent> happened, BotSnapshot now)
    {
        foreach (var notice in _orders.Look(happened, now))
            _repeats.Add(notice);
        foreach (var one in happened)
            Look(one, now);
        LookAtBreakers(now);
        if (_reconnects.Look(now) is { } reconnections)
        {
            _repeats.Add(new Notice(Severity.Warning, "The connection to the exchange keeps breaking", now.Time)
            {
                Text = FormattableString.Invariant(
                    $"{reconnections} new connections within {StormWindow.TotalMinutes} minutes."),
                Key = "reconnections",
            });
        }

        if (_day.Look(now) is { } day)
            _repeats.Add(day);
        _repeats.Advance(now.Time);
    }

    private void Look(BotEvent happened, BotSnapshot now)
    {
        switch (happened)
        {
            case BotEvent.Surprised { What: var surprise }:
                _repeats.Add(new Notice(Severity.Error, "Unexpected, new trades are stopped", now.Time)
                {
                    Text = surprise,
                    Key = surprise,
                });
                break;
            case BotEvent.TradeClosed closed:
                _day.Count(closed.Trade);
                break;
            case BotEvent.TradeOpened or BotEvent.OrderChanged: // told of beside the orders that are still unknown
            case BotEvent.BreakerTripped or BotEvent.BreakerReset or BotEvent.TradesResumed: // in the snapshot
            case BotEvent.Began or BotEvent.Ended or BotEvent.Ticked or BotEvent.CandleClosed:
            case BotEvent.OrderDecided or BotEvent.OrderFilled or BotEvent.OrderEnded or BotEvent.OrderNotAsked:
            case BotEvent.CancelAsked or BotEvent.Remarked or BotEvent.BudgetChanged:
            case BotEvent.ExchangeModeChanged or BotEvent.LatencyMeasured:
                break;
            default:
                throw new InvariantViolatedException($"an event that notices do not know: {happened}");
        }
    }

    private void End(string? reason, BotSnapshot now)
    {
        _repeats.Flush();
        _repeats.Add(reason is null
            ? new Notice(Severity.Info, "Session stopped", now.Time) { Fields = _day.Fields(now) }
            : new Notice(Severity.Error, "Session failed", now.Time) { Text = reason, Fields = _day.Fields(now) });
    }

    private void LookAtBreakers(BotSnapshot now)
    {
        foreach (var tripped in now.Breakers)
        {
            if (!_tripped.Add(tripped.Name))
                continue;
            _repeats.Add(new Notice(Severity.Warning, $"No new trades: {tripped.Name}", now.Time)
            {
                Text = tripped.Reason,
                Key = $"tripped: {tripped.Name}",
            });
        }

        _tripped.IntersectWith(now.Breakers.Select(tripped => tripped.Name));
        var tradesAgain = _isStopped && now.Breakers.Count == 0;
        _isStopped = now.Breakers.Count > 0;
        if (tradesAgain)
        {
            _repeats.Add(new Notice(Severity.Info, "Trading again", now.Time)
            {
                Text = "No breaker is tripped.",
                Key = "trades again",
            });
        }
    }
}
