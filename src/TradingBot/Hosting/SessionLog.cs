using Microsoft.Extensions.Logging;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Reports;

namespace TradingBot.Hosting;

/// <summary>What a person sees of a session: ticker, candles, decisions, orders, breakers and the ledger.</summary>
internal sealed partial class SessionLog : ISessionObserver
{
    private static readonly Dictionary<OrderState, string> Words = new()
    {
        [OrderState.Filled] = "filled",
        [OrderState.Canceled] = "canceled, filled",
        [OrderState.Expired] = "expired, filled",
    };

    // As in the original, the session's banner comes back every so many ticker lines.
    private const int TickersPerBanner = 50;

    private readonly Trader _trader;
    private readonly TradingEngine _engine;
    private readonly Instrument _instrument;
    private readonly TimeSpan _tickerInterval;
    private readonly string _banner;
    private readonly string _bot;
    private readonly ILogger<SessionLog> _log;
    private readonly LedgerPrinter _ledger;
    private readonly OrderNames _names;
    private readonly PastTrades _past;
    private Candle? _forming;
    private DateTime _nextTicker;
    private long _tickers;
    private long _candles;
    private long _breakers;

    /// <param name="view">The session.</param>
    /// <param name="log">Gets the lines.</param>
    public SessionLog(SessionView view, ILogger<SessionLog> log)
    {
        (_names, _past, _bot) = (view.Names, view.Past, view.BotName);
        (_trader, _engine, _instrument) = (view.Trader, view.Trader.Engine, view.Instrument);
        (_tickerInterval, _banner, _log) = (view.Bot.Poll, view.Banner, log);
        _ledger = new LedgerPrinter(LedgerLine, _instrument, _engine, _names.Of);
    }

    public void Begin()
    {
        _candles = _engine.ClosedCandles;
        Banner(_banner);
        if (_trader.Breakers.IsTripped)
            _breakers = -1; // by an earlier session: not a change, and yet news
        ShowBreakers();
        if (_engine.Ledger.Open.Count > 0)
            ShowLedger();
    }

    public void Observe(EngineEvent happened)
    {
        var hasClosed = _engine.ClosedCandles != _candles;
        _candles = _engine.ClosedCandles;
        if (hasClosed && _forming is { } closed)
            Closed(closed.Open, closed.Close, closed.High, closed.Low, closed.Close);
        _forming = _engine.Forming;
        foreach (var order in _trader.Decided)
        {
            var side = order.Side == Side.Buy ? "Buying" : "Selling";
            if (order.Rests)
                DecidedAtLimit(side, order.Volume, order.Intent.Price, order.Intent.Reason);
            else
                Decided(side, order.Volume, order.Intent.Price, order.Intent.Reason);
        }

        foreach (var change in _trader.Changes)
        {
            _names.Learn(change.Attempt);
            ShowOrder(change.Attempt);
        }

        foreach (var cancel in _trader.Commands.OfType<OrderCommand.Cancel>())
            TakingBack(cancel.ExchangeId);

        foreach (var surprise in _trader.Surprises)
            Surprise(surprise);
        foreach (var remark in _trader.Remarks)
            Remark(remark);
        if (_trader.BudgetChange > 0)
            Deposited(_trader.BudgetChange, _instrument.Quote);
        if (_trader.BudgetChange < 0)
            Withdrawn(-_trader.BudgetChange, _instrument.Quote);
        ShowBreakers();
        if (hasClosed || _trader.Outcomes.Count > 0 || _trader.BudgetChange != 0 || BeginsToRest())
            ShowLedger();
        ShowTicker(happened.Time);
    }

    public void End(Exception? failure)
    {
        // The command prints the end.
    }

    private bool BeginsToRest() => _trader.Changes.Any(change =>
        change.Attempt is { State: OrderState.Accepted, Intent.Style: not OrderStyle.Market });

    private void ShowOrder(AttemptRecord order)
    {
        switch (order.State)
        {
            case OrderState.Unknown:
                Unknown(order.Number, order.Attempt, order.Note ?? "");
                break;
            case OrderState.Rejected when order.ExchangeId is null: // or it is told as a surprise
                Rejected(order.Number, order.Attempt, order.Note ?? "");
                break;
            case OrderState.Filled or OrderState.Canceled or OrderState.Expired:
                var price = order.Filled > 0 ? Instrument.AveragePrice(order.Cost, order.Filled) : 0;
                var words = Words[order.State];
                Over(order.Number, words, order.Filled, price, order.Fee ?? 0, order.ExchangeId ?? "");
                break;
        }
    }

    private void ShowBreakers()
    {
        if (_breakers == _trader.Breakers.Version)
            return;
        _breakers = _trader.Breakers.Version;
        if (!_trader.Breakers.IsTripped)
            TradesAgain();
        foreach (var tripped in _trader.Breakers.Tripped)
            Tripped(tripped.Name, tripped.Reason, _bot);
    }

    private void ShowLedger()
    {
        _ledger.Print();
        if (!double.IsNaN(_engine.LastClose))
        {
            var summary = LedgerSummary.Of(_engine, _instrument, _past);
            Summary(summary);
        }
    }

    private void ShowTicker(DateTime now)
    {
        if (now < _nextTicker || double.IsNaN(_engine.LastClose))
            return;
        // On the beat, not an interval after a line that came late.
        _nextTicker = _nextTicker + _tickerInterval > now ? _nextTicker + _tickerInterval : now + _tickerInterval;
        var candle = _engine.Forming ?? Candle.Flat(0, _engine.LastClose); // nothing has traded in it yet
        Ticker(candle.Open, candle.High, candle.Low, candle.Close);
        if (++_tickers % TickersPerBanner == 0)
            Banner(_banner);
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
        long number, string state, decimal volume, decimal price, decimal fee, string exchangeId);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Order {Number}, attempt {Attempt}: outcome unknown ({Reason}); no new orders until it is settled")]
    private partial void Unknown(long number, int attempt, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Order {Number}, attempt {Attempt}, was not placed: {Reason}")]
    private partial void Rejected(long number, int attempt, string reason);

    [LoggerMessage(Level = LogLevel.Critical, Message = "This must not happen and stops new trades: {What}")]
    private partial void Surprise(string what);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Amount} {Quote} deposited")]
    private partial void Deposited(decimal amount, string quote);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Amount} {Quote} withdrawn")]
    private partial void Withdrawn(decimal amount, string quote);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Noticed: {What}")]
    private partial void Remark(string what);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "No new trades ({Name}): {Reason}; to end that: TradingBot resume {Bot}")]
    private partial void Tripped(string name, string reason, string bot);

    [LoggerMessage(Level = LogLevel.Information, Message = "New trades again: no breaker is tripped")]
    private partial void TradesAgain();

    [LoggerMessage(Level = LogLevel.Information, Message = "{Line}")]
    private partial void LedgerLine(string line);

    [LoggerMessage(Level = LogLevel.Information, Message = "Ledger: {Summary}")]
    private partial void Summary(string summary);
}
