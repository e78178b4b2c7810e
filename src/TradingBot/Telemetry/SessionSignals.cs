using System.Globalization;
using TradingBot.Bots.Followers;
using TradingBot.Core;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Input;
using TradingBot.Telemetry.DogStatsd;

namespace TradingBot.Telemetry;

/// <summary>The original's events for Datadog's stream, two of an operator's, and the health of the feed.</summary>
internal sealed class SessionSignals : IBotFollower
{
    /// <summary>The service check: is the market known?</summary>
    public const string FeedCheck = "tradingbot.feed";

    private readonly BotProfile _bot;
    private readonly FeedAge _age;
    private readonly DogStatsdClient _client;
    private readonly TimeSpan _limit;

    /// <param name="bot">Whose session it is.</param>
    /// <param name="age">Of the feed.</param>
    /// <param name="client">Where to.</param>
    public SessionSignals(BotProfile bot, FeedAge age, DogStatsdClient client)
    {
        (_bot, _age, _client) = (bot, age, client);
        _limit = bot.MaximumDataAge ?? TimeSpan.FromMinutes(2); // the default of the breaker that is off
    }

    public void Take(IReadOnlyList<BotEvent> happened, BotSnapshot now)
    {
        var areBreakersNew = false;
        foreach (var one in happened)
        {
            areBreakersNew |= one is BotEvent.BreakerTripped or BotEvent.BreakerReset or BotEvent.TradesResumed;
            Tell(one);
        }

        if (areBreakersNew)
            TellOfBreakers(now);
    }

    /// <summary>Called by the exporter's thread.</summary>
    public void Check()
    {
        var age = _age.Now;
        var status = age > _limit ? ServiceStatus.Critical
            : age > _limit / 2 ? ServiceStatus.Warning
            : ServiceStatus.Ok;
        var message = string.Create(
            CultureInfo.InvariantCulture,
            $"market data is {age.TotalSeconds:0} seconds old; the limit is {_limit.TotalSeconds:0}");
        _client.ServiceCheck(FeedCheck, status, message: status == ServiceStatus.Ok ? null : message);
    }

    private void Tell(BotEvent happened)
    {
        switch (happened)
        {
            case BotEvent.Began:
                Tell("Bot started", _bot.Banner, "success");
                break;
            case BotEvent.Ended { Reason: null }:
                Tell("Bot stopped", _bot.Banner, "info");
                break;
            case BotEvent.Ended end:
                Tell("Bot stopped", $"{_bot.Banner}\n{end.Reason}", "error");
                break;
            case BotEvent.OrderEnded { Order: { Purpose: OrderPurpose.Open } order, Fill: { } fill }:
                Tell("Order Open", $"{Deal(order.Side, fill)}\n{order.Reason}", "success");
                break;
            case BotEvent.TradeClosed { Trade: var trade }:
                var deal = Deal(trade.Side == Side.Buy ? Side.Sell : Side.Buy, trade.Exit);
                var profit = $"P/L {Display.Money(trade.Profit)} {_bot.Quote}";
                Tell("Order Close", $"{deal}\n{profit}\n{trade.CloseReason}", "success");
                break;
            case BotEvent.BreakerTripped or BotEvent.BreakerReset or BotEvent.TradesResumed: // all at once, as they are
            case BotEvent.Ticked or BotEvent.CandleClosed or BotEvent.ExchangeModeChanged or BotEvent.TradeOpened:
            case BotEvent.OrderDecided or BotEvent.OrderChanged or BotEvent.OrderFilled or BotEvent.OrderEnded:
            case BotEvent.OrderNotAsked or BotEvent.CancelAsked or BotEvent.Surprised or BotEvent.Remarked:
            case BotEvent.BudgetChanged or BotEvent.LatencyMeasured:
                break;
            default:
                throw new InvariantViolatedException($"an event that has no signal yet: {happened}");
        }
    }

    private void TellOfBreakers(BotSnapshot now)
    {
        if (now.Breakers.Count == 0)
            Tell("Trading again", "no breaker is tripped", "success");
        foreach (var tripped in now.Breakers)
            Tell("No new trades", $"{tripped.Name}: {tripped.Reason}", "warning");
    }

    private string Deal(Side side, BotFill fill) => string.Create(
        CultureInfo.InvariantCulture,
        $"{OrderMeter.SideOf(side).ToUpperInvariant()} {fill.Volume} {_bot.Base} @ {fill.Price}"
        + $" = {Display.Money(fill.Cost)} {_bot.Quote}, fee {FeeOf(fill)}");

    private string FeeOf(BotFill fill) =>
        fill.FeeInKind is null ? Display.Money(fill.Fee) : FeeText.Of(fill.ToFee(), _bot.Base, _bot.Quote);

    private void Tell(string title, string text, string alertType) =>
        _client.Event(new DatadogEvent(title, text) { AlertType = alertType, AggregationKey = _bot.Name });
}
