using TradingBot.Bots.Followers;
using TradingBot.Input;

namespace TradingBot.Notifications;

/// <summary>What a day brought, by UTC; from the session's beginning on the first day.</summary>
internal sealed class DayFigures(ReconnectWatch reconnects)
{
    private DateTime _began;
    private DateTime _since;
    private TradeTotals _closedBefore;
    private int _won;
    private long _reconnectsBefore;
    private decimal? _equityBefore;
    private decimal _budgetBefore;

    /// <summary>The session begins.</summary>
    public void Begin(BotSnapshot bot)
    {
        _began = bot.Time;
        Next(bot);
    }

    /// <summary>A trade was closed.</summary>
    public void Count(BotClosedTrade trade) => _won += trade.Profit > 0 ? 1 : 0;

    /// <returns>The figures of the day that has ended, when the first is seen of a later one; else null.</returns>
    public Notice? Look(BotSnapshot bot)
    {
        if (bot.Time.Date <= _since.Date)
            return null;
        var notice = Summary(bot);
        Next(bot);
        return notice;
    }

    /// <summary>What the bot has.</summary>
    public IReadOnlyList<NoticeField> Holdings(BotSnapshot bot)
    {
        NoticeField open = new(
            "Open trades",
            FormattableString.Invariant($"{bot.OpenTrades.Count}, {Display.Exact(bot.Held)} {bot.Bot.Base}"));
        if (bot.Equity is not { } equity)
            return [open];
        var budgeted = bot.Budget - _budgetBefore;
        var change = _equityBefore is { } before ? $" ({NoticeText.Signed(equity - before - budgeted)})" : "";
        return [open, new("Equity", $"{Display.Money(equity)} {bot.Bot.Quote}{change}")];
    }

    /// <summary>What it has done since the day began.</summary>
    public IReadOnlyList<NoticeField> Fields(BotSnapshot bot)
    {
        var closed = bot.ClosedTrades;
        var (profit, fees) = (closed.Profit - _closedBefore.Profit, closed.Fees - _closedBefore.Fees);
        return
        [
            new(
                "Trades closed",
                FormattableString.Invariant($"{closed.Count - _closedBefore.Count}, {_won} with a profit")),
            new("P/L", $"{NoticeText.Signed(profit)} {bot.Bot.Quote}"),
            new("Fees", $"{Display.Money(fees)} {bot.Bot.Quote}"),
            .. Holdings(bot),
            new("Reconnections", FormattableString.Invariant($"{reconnects.Total - _reconnectsBefore}")),
            new("Running for", Display.Length(bot.Time - _began)),
        ];
    }

    private Notice Summary(BotSnapshot bot)
    {
        var whole = _since.TimeOfDay < TimeSpan.FromMinutes(1);
        return new Notice(Severity.Info, $"The day {NoticeText.Day(_since)}", bot.Time)
        {
            Text = whole ? "" : $"From {NoticeText.Minute(_since)} UTC on.",
            Fields = Fields(bot),
        };
    }

    private void Next(BotSnapshot bot)
    {
        _since = bot.Time;
        (_closedBefore, _won) = (bot.ClosedTrades, 0);
        _reconnectsBefore = reconnects.Total;
        (_equityBefore, _budgetBefore) = (bot.Equity, bot.Budget);
    }
}
