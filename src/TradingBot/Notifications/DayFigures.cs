using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Reports;

namespace TradingBot.Notifications;

/// <summary>What a day brought, by UTC; from the session's beginning on the first day.</summary>
internal sealed class DayFigures(TradingEngine engine, Instrument instrument, ReconnectWatch reconnects)
{
    private DateTime _began;
    private DateTime _since;
    private int _closedBefore;
    private long _reconnectsBefore;
    private decimal? _equityBefore;
    private decimal _budgetBefore;

    /// <summary>Cash and what is held at the last price; null before there is one.</summary>
    public decimal? Equity => double.IsNaN(engine.LastClose)
        ? null
        : engine.Ledger.Equity(instrument.ExactPrice(engine.LastClose));

    /// <summary>The session begins.</summary>
    public void Begin(DateTime now)
    {
        _began = now;
        Next(now);
    }

    /// <returns>The figures of the day that has ended, at the first event after it; else null.</returns>
    public Notice? Look(DateTime now)
    {
        if (now.Date <= _since.Date)
            return null;
        var notice = Summary(now);
        Next(now);
        return notice;
    }

    /// <summary>What the bot has.</summary>
    public IReadOnlyList<NoticeField> Holdings()
    {
        var ledger = engine.Ledger;
        NoticeField open = new(
            "Open trades",
            FormattableString.Invariant($"{ledger.Open.Count}, {Text.Exact(ledger.Held)} {instrument.Base}"));
        if (Equity is not { } equity)
            return [open];
        var budgeted = ledger.StartCash - _budgetBefore;
        var change = _equityBefore is { } before ? $" ({NoticeText.Signed(equity - before - budgeted)})" : "";
        return [open, new("Equity", $"{Text.Money(equity)} {instrument.Quote}{change}")];
    }

    /// <summary>What it has done since the day began.</summary>
    public IReadOnlyList<NoticeField> Fields(DateTime now)
    {
        var ledger = engine.Ledger;
        var closed = Enumerable.Range(_closedBefore, ledger.Closed.Count - _closedBefore)
            .Select(i => ledger.Closed[i]).ToList();
        var won = closed.Count(trade => trade.Profit > 0);
        return
        [
            new("Trades closed", FormattableString.Invariant($"{closed.Count}, {won} with a profit")),
            new("P/L", $"{NoticeText.Signed(closed.Sum(trade => trade.Profit))} {instrument.Quote}"),
            new("Fees", $"{Text.Money(closed.Sum(trade => trade.Fees))} {instrument.Quote}"),
            .. Holdings(),
            new("Reconnections", FormattableString.Invariant($"{reconnects.Total - _reconnectsBefore}")),
            new("Running for", Text.Length(now - _began)),
        ];
    }

    private Notice Summary(DateTime now)
    {
        var whole = _since.TimeOfDay < TimeSpan.FromMinutes(1);
        return new Notice(Severity.Info, $"The day {NoticeText.Day(_since)}", now)
        {
            Text = whole ? "" : $"From {NoticeText.Minute(_since)} UTC on.",
            Fields = Fields(now),
        };
    }

    private void Next(DateTime now)
    {
        _since = now;
        _closedBefore = engine.Ledger.Closed.Count;
        _reconnectsBefore = reconnects.Total;
        (_equityBefore, _budgetBefore) = (Equity, engine.Ledger.StartCash);
    }
}
