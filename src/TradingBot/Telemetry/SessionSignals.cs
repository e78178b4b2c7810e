using System.Globalization;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Hosting;
using TradingBot.Reports;
using TradingBot.Telemetry.DogStatsd;

namespace TradingBot.Telemetry;

/// <summary>The original's events for Datadog's stream, two of an operator's, and the health of the feed.</summary>
internal sealed class SessionSignals : ISessionObserver
{
    /// <summary>The service check: is the market known?</summary>
    public const string FeedCheck = "tradingbot.feed";

    private readonly SessionView _view;
    private readonly FeedAge _age;
    private readonly DogStatsdClient _client;
    private readonly TimeSpan _limit;
    private int _closedTrades;
    private long _breakers;

    /// <param name="view">The session.</param>
    /// <param name="age">Of the feed.</param>
    /// <param name="client">Where to.</param>
    public SessionSignals(SessionView view, FeedAge age, DogStatsdClient client)
    {
        (_view, _age, _client) = (view, age, client);
        _limit = view.Bot.Breakers.DataAge ?? TimeSpan.FromMinutes(2); // the default of the breaker that is off
    }

    public void Begin()
    {
        (_closedTrades, _breakers) = (_view.Trader.Engine.Ledger.Closed.Count, _view.Trader.Breakers.Version);
        Tell("Bot started", _view.Banner, "success");
    }

    public void Observe(EngineEvent happened)
    {
        if (_view.Trader.Outcomes.Count > 0)
            TellOfOrders();
        if (_breakers != _view.Trader.Breakers.Version)
            TellOfBreakers();
    }

    public void End(Exception? failure)
    {
        if (failure is null)
            Tell("Bot stopped", _view.Banner, "info");
        else
            Tell("Bot stopped", $"{_view.Banner}\n{failure.Message}", "error");
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
            $"the market is known up to {age.TotalSeconds:0} seconds ago; the limit is {_limit.TotalSeconds:0}");
        _client.ServiceCheck(FeedCheck, status, message: status == ServiceStatus.Ok ? null : message);
    }

    private void TellOfOrders()
    {
        foreach (var (attempt, fill) in FilledOrder.Of(_view.Trader))
        {
            if (attempt.Intent.Purpose == OrderPurpose.Open)
                Tell("Order Open", $"{Deal(attempt.Intent.Side, in fill)}\n{attempt.Intent.Reason}", "success");
        }

        var closed = _view.Trader.Engine.Ledger.Closed;
        for (; _closedTrades < closed.Count; _closedTrades++)
        {
            ref readonly var trade = ref closed[_closedTrades];
            var deal = Deal(trade.Side == Side.Buy ? Side.Sell : Side.Buy, trade.Exit);
            var profit = $"P/L {Text.Money(trade.Profit)} {_view.Instrument.Quote}";
            Tell("Order Close", $"{deal}\n{profit}\n{trade.CloseReason}", "success");
        }
    }

    private void TellOfBreakers()
    {
        _breakers = _view.Trader.Breakers.Version;
        if (!_view.Trader.Breakers.IsTripped)
            Tell("New trades again", "no breaker is tripped", "success");
        foreach (var tripped in _view.Trader.Breakers.Tripped)
            Tell("No new trades", $"{tripped.Name}: {tripped.Reason}", "warning");
    }

    private string Deal(Side side, in Fill fill) => string.Create(
        CultureInfo.InvariantCulture,
        $"{OrderMeter.SideOf(side).ToUpperInvariant()} {fill.Volume} {_view.Instrument.Base} @ {fill.Price}"
        + $" = {Text.Money(fill.Cost)} {_view.Instrument.Quote}, fee {Text.Money(fill.Fee)}");

    private void Tell(string title, string text, string alertType) =>
        _client.Event(new DatadogEvent(title, text) { AlertType = alertType, AggregationKey = _view.BotName });
}
