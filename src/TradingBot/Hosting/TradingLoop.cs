using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Reports;

namespace TradingBot.Hosting;

/// <summary>
/// The one thread that decides: takes event after event, lets the engine decide, carries out what it says.
/// </summary>
internal sealed partial class TradingLoop
{
    // As in the original, the session's banner comes back every so many ticker lines.
    private const int TickersPerBanner = 50;

    private readonly TradingEngine _engine;
    private readonly ChannelReader<EngineEvent> _events;
    private readonly PaperExchange _exchange;
    private readonly Instrument _instrument;
    private readonly LedgerPrinter _ledger;
    private readonly TimeSpan _tickerInterval;
    private readonly string _banner;
    private readonly ILogger<TradingLoop> _log;
    private DateTime _nextTicker;
    private long _tickers;
    private long _candles;
    private long _rejections;

    /// <param name="engine">Warmed up.</param>
    /// <param name="events">Its queue.</param>
    /// <param name="exchange">Carries its orders out.</param>
    /// <param name="instrument">For the ledger.</param>
    /// <param name="tickerInterval">Exchange time between two ticker lines.</param>
    /// <param name="banner">Who trades what, where.</param>
    /// <param name="log">Ticker, decisions and ledger, as in the original.</param>
    public TradingLoop(
        TradingEngine engine,
        ChannelReader<EngineEvent> events,
        PaperExchange exchange,
        Instrument instrument,
        TimeSpan tickerInterval,
        string banner,
        ILogger<TradingLoop> log)
    {
        (_engine, _events, _exchange) = (engine, events, exchange);
        (_instrument, _tickerInterval, _banner, _log) = (instrument, tickerInterval, banner, log);
        _candles = engine.ClosedCandles;
        _ledger = new LedgerPrinter(LedgerLine, instrument, engine.Ledger);
    }

    /// <summary>Runs until the queue is completed or the program stops.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        Banner(_banner);
        await foreach (var happened in _events.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            var forming = _engine.Forming;
            var orders = _engine.Process(happened);
            var hasClosed = _engine.ClosedCandles != _candles;
            if (hasClosed && forming is { } closed)
                Closed(closed.Open, closed.Close, closed.High, closed.Low, closed.Close);
            foreach (ref readonly var order in orders)
            {
                _exchange.Submit(in order);
                var side = order.Side == Side.Buy ? "Buying" : "Selling";
                Decided(side, order.Volume, order.Intent.Price, order.Intent.Reason);
            }

            _exchange.Advance(happened.Time);
            if (hasClosed || happened is EngineEvent.OrderAnswered)
                ShowLedger();
            ShowTicker(happened);
        }
    }

    private void ShowLedger()
    {
        if (_engine.Rejections != _rejections)
        {
            _rejections = _engine.Rejections;
            Rejected(_engine.LastRejection ?? "");
        }

        _candles = _engine.ClosedCandles;
        _ledger.Print();
        var summary = LedgerSummary.Of(_engine, _instrument);
        Summary(summary);
    }

    private void ShowTicker(EngineEvent happened)
    {
        if (happened is EngineEvent.Elapsed && happened.Time >= _nextTicker && _engine.Forming is { } candle)
        {
            _nextTicker = happened.Time + _tickerInterval;
            Ticker(candle.Open, candle.High, candle.Low, candle.Close);
            if (++_tickers % TickersPerBanner == 0)
                Banner(_banner);
        }
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

    [LoggerMessage(Level = LogLevel.Information, Message = "{Line}")]
    private partial void LedgerLine(string line);

    [LoggerMessage(Level = LogLevel.Information, Message = "Ledger: {Summary}")]
    private partial void Summary(string summary);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The exchange rejected an order: {Reason}")]
    private partial void Rejected(string reason);
}
