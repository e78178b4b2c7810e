using Microsoft.Extensions.Logging;
using TradingBot.Bots.Followers;
using TradingBot.Core;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Input;
using TradingBot.Reports;

namespace TradingBot.Bots.Loop;

/// <summary>What a person sees of a session: ticker, candles, decisions, orders, breakers and the ledger.</summary>
/// <param name="log">Gets the lines.</param>
internal sealed partial class SessionLog(ILogger<SessionLog> log) : IBotFollower
{
    private static readonly Dictionary<OrderState, string> Words = new()
    {
        [OrderState.Filled] = "filled",
        [OrderState.Canceled] = "canceled, filled",
        [OrderState.Expired] = "expired, filled",
    };

    // As in the original, the session's banner comes back every so many ticker lines.
    private const int TickersPerBanner = 50;

    private readonly ILogger<SessionLog> _log = log;
    private long _tickers;

    public void Take(IReadOnlyList<BotEvent> happened, BotSnapshot now)
    {
        foreach (var one in happened)
        {
            if (one is not BotEvent.Ticked)
                Show(one, now);
        }

        if (happened.Any(IsAboutBreakers))
            ShowBreakers(now);
        if (happened.Any(one => IsAboutLedger(one, now)))
            ShowLedger(happened, now);
        foreach (var ticked in happened.OfType<BotEvent.Ticked>()) // the last word, as of the state after all of it
            ShowTicker(ticked, now);
    }

    private void Show(BotEvent happened, BotSnapshot now)
    {
        switch (happened)
        {
            case BotEvent.Began:
                Banner(now.Bot.Banner);
                break;
            case BotEvent.CandleClosed { Candle: { Trades: > 0 } candle }:
                Closed(candle.Open, candle.Close, candle.High, candle.Low, candle.Close);
                break;
            case BotEvent.OrderDecided order:
                ShowDecision(order);
                break;
            case BotEvent.OrderChanged change:
                ShowOrder(change.Order, now.Bot);
                break;
            case BotEvent.CancelAsked cancel:
                TakingBack(cancel.ExchangeId);
                break;
            case BotEvent.Surprised surprise:
                Surprise(surprise.What);
                break;
            case BotEvent.Remarked remark:
                Remark(remark.What);
                break;
            case BotEvent.BudgetChanged { Change: > 0 and var amount }:
                Deposited(amount, now.Bot.Quote);
                break;
            case BotEvent.BudgetChanged { Change: < 0 and var amount }:
                Withdrawn(-amount, now.Bot.Quote);
                break;
            case BotEvent.Ended: // the command prints the end
            case BotEvent.CandleClosed or BotEvent.BudgetChanged or BotEvent.Ticked:
            case BotEvent.OrderFilled or BotEvent.OrderEnded or BotEvent.OrderNotAsked:
            case BotEvent.TradeOpened or BotEvent.TradeClosed:
            case BotEvent.BreakerTripped or BotEvent.BreakerReset or BotEvent.TradesResumed:
            case BotEvent.ExchangeModeChanged or BotEvent.LatencyMeasured:
                break;
            default:
                throw new InvariantViolatedException($"an event the log does not know: {happened}");
        }
    }

    private static bool IsAboutBreakers(BotEvent happened) =>
        happened is BotEvent.BreakerTripped or BotEvent.BreakerReset or BotEvent.TradesResumed
            or BotEvent.Began { Breakers.Count: > 0 }; // of an earlier session: not a change, and yet news

    private static bool IsAboutLedger(BotEvent happened, BotSnapshot now) => happened switch
    {
        BotEvent.Began => now.OpenTrades.Count > 0,
        BotEvent.BudgetChanged budget => budget.Change != 0,
        BotEvent.OrderChanged { Order: var order } => order.State == OrderState.Accepted && order.MayRest(),
        _ => happened is BotEvent.CandleClosed or BotEvent.OrderEnded,
    };

    private void ShowDecision(BotEvent.OrderDecided order)
    {
        var side = order.Side == Side.Buy ? "Buying" : "Selling";
        if (order.Style == OrderStyle.Market)
            Decided(side, order.Volume, order.Price, order.Reason);
        else
            DecidedAtLimit(side, order.Volume, order.Price, order.Reason);
    }

    private void ShowOrder(BotOrder order, BotProfile bot)
    {
        switch (order.State)
        {
            case OrderState.Unknown:
                Unknown(order.Number, order.Attempt, order.Note ?? "");
                break;
            case OrderState.Rejected when order.WasNotPlaced(): // or it is told as a surprise
                Rejected(order.Number, order.Attempt, order.Note ?? "");
                break;
            case OrderState.Filled or OrderState.Canceled or OrderState.Expired:
                var price = order.Filled > 0 ? Instrument.AveragePrice(order.Cost, order.Filled) : 0;
                var words = Words[order.State];
                object fee = order.FeeInKind is { } kind
                    ? FeeText.Of(BotFeeInKind.ToFee(order.Fee!.Value, kind), bot.Base, bot.Quote) : order.Fee ?? 0;
                Over(order.Number, words, order.Filled, price, fee, order.ExchangeId ?? "");
                break;
        }
    }

    private void ShowBreakers(BotSnapshot now)
    {
        if (now.Breakers.Count == 0)
            TradesAgain();
        foreach (var tripped in now.Breakers)
            Tripped(tripped.Name, tripped.Reason, now.Bot.Name);
    }

    /// <summary>
    /// The trades that were closed, those that are open, and orders that rest. The original prints every trade of its
    /// life each time; what was printed as closed once cannot change any more.
    /// </summary>
    private void ShowLedger(IReadOnlyList<BotEvent> happened, BotSnapshot now)
    {
        string[] lines =
        [
            .. happened.OfType<BotEvent.TradeClosed>().Select(closed =>
                LedgerLine.Of(closed.Trade, now.Bot.Base, now.Bot.Quote)),
            .. now.OpenTrades.Select(trade => LedgerLine.Of(trade, now.Bot.Base, now.Bot.Quote)),
            .. now.Orders.Where(order => order.MayRest()).Select(order => LedgerLine.Of(order, now.Bot.Quote)),
        ];
        foreach (var line in lines)
            LedgerRow(line);
        if (now.Equity is not null)
        {
            var summary = LedgerSummary.Of(now);
            Summary(summary);
        }
    }

    private void ShowTicker(BotEvent.Ticked ticked, BotSnapshot now)
    {
        if (ticked.Forming is { } candle)
            Ticker(candle.Open, candle.High, candle.Low, candle.Close);
        else
            Ticker(ticked.Close, ticked.Close, ticked.Close, ticked.Close);
        if (++_tickers % TickersPerBanner == 0)
            Banner(now.Bot.Banner);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Banner}")]
    private partial void Banner(string banner);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = " Open: {Open} Close: None High: {High} Low: {Low} Current: {Current}")]
    private partial void Ticker(double open, double high, double low, double current);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = " Open: {Open} Close: {Close} High: {High} Low: {Low} Current: {Current}")]
    private partial void Closed(double open, double close, double high, double low, double current);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Side} {Volume} at the market, last close {Price}: {Reason}")]
    private partial void Decided(string side, decimal volume, decimal price, string reason);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Side} {Volume} at {Price} or better: {Reason}")]
    private partial void DecidedAtLimit(string side, decimal volume, decimal price, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Cancelling {ExchangeId}")]
    private partial void TakingBack(string exchangeId);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Order {Number} {State}: {Volume} at {Price}, fee {Fee} ({ExchangeId})")]
    private partial void Over(
        long number, string state, decimal volume, decimal price, object fee, string exchangeId);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Order {Number}, attempt {Attempt}: outcome unknown ({Reason}); no new orders until it is settled")]
    private partial void Unknown(long number, int attempt, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Order {Number}, attempt {Attempt}, was not placed: {Reason}")]
    private partial void Rejected(long number, int attempt, string reason);

    [LoggerMessage(Level = LogLevel.Critical, Message = "Unexpected, new trades are stopped: {What}")]
    private partial void Surprise(string what);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Amount} {Quote} deposited")]
    private partial void Deposited(decimal amount, string quote);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Amount} {Quote} withdrawn")]
    private partial void Withdrawn(decimal amount, string quote);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Noticed: {What}")]
    private partial void Remark(string what);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "No new trades ({Name}): {Reason}; to trade again: TradingBot resume "
            + "{Bot}")]
    private partial void Tripped(string name, string reason, string bot);

    [LoggerMessage(Level = LogLevel.Information, Message = "Trading again: no breaker is tripped")]
    private partial void TradesAgain();

    [LoggerMessage(Level = LogLevel.Information, Message = "{Line}")]
    private partial void LedgerRow(string line);

    [LoggerMessage(Level = LogLevel.Information, Message = "Ledger: {Summary}")]
    private partial void Summary(string summary);
}
