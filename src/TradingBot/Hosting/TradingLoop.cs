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
    /// <summary>How often it looks up although nothing happens: for the ticker, and for paper orders that wait.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    // As in the original, the session's banner comes back every so many ticker lines.
    private const int TickersPerBanner = 50;

    private readonly TradingEngine _engine;
    private readonly ChannelReader<EngineEvent> _events;
    private readonly PaperExchange _exchange;
    private readonly LedgerPrinter _ledger;
    private readonly TimeSpan _tickerInterval;
    private readonly string _banner;
    private readonly TimeProvider _time;
    private readonly ILogger<TradingLoop> _log;
    private DateTime _lastEvent;
    private long _lastEventAt;
    private long? _tickerAt;
    private long _tickers;
    private long _candles;
    private long _rejections;

    /// <param name="engine">Warmed up.</param>
    /// <param name="events">Its queue.</param>
    /// <param name="exchange">Carries its orders out.</param>
    /// <param name="instrument">For the ledger.</param>
    /// <param name="tickerInterval">Time between two ticker lines.</param>
    /// <param name="banner">Who trades what, where.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Ticker, decisions and ledger, as in the original.</param>
    public TradingLoop(
        TradingEngine engine,
        ChannelReader<EngineEvent> events,
        PaperExchange exchange,
        Instrument instrument,
        TimeSpan tickerInterval,
        string banner,
        TimeProvider time,
        ILogger<TradingLoop> log)
    {
        (_engine, _events, _exchange) = (engine, events, exchange);
        (_tickerInterval, _banner, _time, _log) = (tickerInterval, banner, time, log);
        _candles = engine.ClosedCandles;
        _ledger = new LedgerPrinter(LedgerLine, instrument, engine.Ledger);
    }

    /// <summary>Runs until the queue is completed or the program stops.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        Banner(_banner);
        var pause = TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, _tickerInterval.Ticks));
        using var timer = new PeriodicTimer(pause, _time);
        var (more, tick) = (MoreAsync(cancellation), TickAsync(timer, cancellation));
        while (true)
        {
            while (_events.TryRead(out var happened))
                Process(happened);
            Advance();
            await Task.WhenAny(more, tick).ConfigureAwait(false);
            if (more.IsCompleted && !await more.ConfigureAwait(false))
                return;
            if (more.IsCompleted)
                more = MoreAsync(cancellation);
            if (tick.IsCompleted && await tick.ConfigureAwait(false))
                tick = TickAsync(timer, cancellation);
        }
    }

    private Task<bool> MoreAsync(CancellationToken cancellation) =>
        _events.WaitToReadAsync(cancellation).AsTask();

    private static Task<bool> TickAsync(PeriodicTimer timer, CancellationToken cancellation) =>
        timer.WaitForNextTickAsync(cancellation).AsTask();

    private void Process(EngineEvent happened)
    {
        foreach (ref readonly var order in _engine.Process(happened))
        {
            _exchange.Submit(in order);
            var side = order.Side == Side.Buy ? "Buying" : "Selling";
            Decided(side, order.Volume, order.Intent.Price, order.Intent.Reason);
        }

        (_lastEvent, _lastEventAt) = (happened.Time, _time.GetTimestamp());
        Advance();
        Show();
    }

    /// <summary>Moves on with the exchange's time, which is the last event's and what has passed since.</summary>
    private void Advance()
    {
        if (_engine.ClosedCandles == 0 && _engine.Forming is null)
            return;
        _exchange.Advance(_lastEvent + _time.GetElapsedTime(_lastEventAt));
        var isDue = _tickerAt is not { } at || _time.GetElapsedTime(at) >= _tickerInterval;
        if (!isDue)
            return;
        _tickerAt = _time.GetTimestamp();
        var candle = _engine.Forming ?? Candle.Flat(0, _engine.LastClose); // nothing has traded in it yet
        Ticker(candle.Open, candle.High, candle.Low, candle.Close);
        if (++_tickers % TickersPerBanner == 0)
            Banner(_banner);
    }

    private void Show()
    {
        if (_engine.Rejections != _rejections)
        {
            _rejections = _engine.Rejections;
            Rejected(_engine.LastRejection ?? "");
        }

        if (_engine.ClosedCandles != _candles)
        {
            _candles = _engine.ClosedCandles;
            _ledger.Print();
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
        Message = "{Side} {Volume} at the market, last close {Price}: {Reason}")]
    private partial void Decided(string side, decimal volume, decimal price, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Line}")]
    private partial void LedgerLine(string line);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The exchange rejected an order: {Reason}")]
    private partial void Rejected(string reason);
}
