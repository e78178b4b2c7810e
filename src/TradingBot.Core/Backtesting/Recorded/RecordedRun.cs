using TradingBot.Core.Backtesting.Fills;
using TradingBot.Core.Backtesting.Fills.Recorded;
using TradingBot.Core.Backtesting.Statistics;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Core.Risk.Breakers;
using TradingBot.Core.Strategies;

namespace TradingBot.Core.Backtesting.Recorded;

/// <summary>
/// Runs the trader of live trading over a recording. It is given the recorded book and trades, in the order of their
/// receipt, and the events that a session makes of them; its orders meet the recorded book. Times are the exchange's.
/// </summary>
public sealed class RecordedRun : IBacktest
{
    private readonly EngineSetup _setup;
    private readonly RecordedMarket _market;
    private readonly SimulatedAccount _account;
    private readonly RecordedExchange _exchange;
    private readonly CandleFigures _figures;
    private readonly List<TrippedBreaker> _trips = [];
    private readonly HashSet<TrippedBreaker> _known = [];
    private readonly int _seconds;
    private long? _firstOpen;
    private bool _isWarm;
    private long _closed;
    private long _breakers;

    /// <param name="setup">How it trades.</param>
    /// <param name="fills">What its fills cost beside their price; slippage is the book's.</param>
    /// <param name="market">The recorded market; nobody else trades on it.</param>
    /// <param name="latency">How long an order takes to the exchange, and as long its answer; 0 or more.</param>
    /// <param name="breakers">When new trades are stopped; null: never.</param>
    public RecordedRun(
        EngineSetup setup, FillModel fills, RecordedMarket market, TimeSpan latency, BreakerLimits? breakers = null)
    {
        (_setup, _market, _seconds) = (setup, market, setup.Timeframe.Seconds);
        var limits = breakers ?? BreakerLimits.Off;
        HasBreakers = !limits.AreOff;
        // No other bot's orders are at the exchange of a recording: any id is its own.
        Trader = new Trader(setup, new OrderRules(), limits, SessionStart.First(DateTime.UnixEpoch, Guid.Empty));
        var lends = setup.ShortTerms is { } terms ? new ShortPositions(terms, []) : null;
        _account = new SimulatedAccount(fills, setup.Cash, held: 0, lends);
        _exchange = new RecordedExchange(market, _account, new OrderLatency(latency, latency));
        _figures = new CandleFigures(Engine.Ledger, _seconds);
    }

    /// <summary>Ends a strategy that does not come to an end with a candle.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>Called after each event that the trader has processed, with the clock as it was then.</summary>
    public Action<EngineEvent, DateTime>? AfterEvent { get; set; }

    /// <summary>Called after each candle traded on; for a ledger that is printed as it grows.</summary>
    public Action? AfterCandle { get; set; }

    public Trader Trader { get; }

    public TradingEngine Engine => Trader.Engine;

    /// <summary>The recorded book as it stands; to be read only.</summary>
    public OrderBook Book => _market.Book;

    /// <summary>False before the first book, and in a gap of the recording.</summary>
    public bool IsBookKnown => _market.IsKnown;

    /// <summary>True while an order is not over, or an answer on its way.</summary>
    public bool HasOrders => _exchange.IsBusy;

    public decimal FeesSaved => _account.FeesSaved;

    public long NeededWarmUp { get; init; }

    public long MissingWarmUp => _isWarm ? Math.Max(0, NeededWarmUp - WarmUpCandles) : 0;

    public long TradesFrom => First.OpenSeconds + MissingWarmUp * _seconds;

    public long WarmUpCandles { get; private set; }

    public long Candles => _figures.Candles;

    public long CandlesInMarket => _figures.InMarket;

    public long AmbiguousCandles => 0;

    public bool HasBreakers { get; }

    public IReadOnlyList<TrippedBreaker> Trips => _trips;

    public Candle First => _figures.First;

    public Candle Last => _figures.Last;

    public EquityCurve? Equity => _figures.Equity;

    public Statistics.Drawdown Drawdown => _figures.Drawdown;

    /// <summary>The whole book: at the start, and after a gap.</summary>
    public void Restore(ReadOnlySpan<LevelChange> levels, DateTime time) =>
        _exchange.Take(_market.Restore(levels, time));

    /// <summary>From here on nobody knows the book.</summary>
    public void Interrupt(DateTime time) => _exchange.Take(_market.Interrupt(time));

    /// <summary>A level of the book has changed.</summary>
    public void Change(in LevelChange change, DateTime time) => _exchange.Take(_market.Update(in change, time));

    /// <summary>Somebody has traded: what that does to orders in the book, not what the engine hears of it.</summary>
    /// <param name="taker">The side of the order that took.</param>
    /// <param name="price">Quote currency.</param>
    /// <param name="quantity">Base units.</param>
    /// <param name="time">Exchange time, UTC.</param>
    public void Print(Side taker, decimal price, decimal quantity, DateTime time) =>
        _exchange.Take(_market.Trade(taker, price, quantity, time));

    /// <summary>Nothing that has happened by then is still to be told.</summary>
    public void Settle(DateTime time)
    {
        _exchange.Take(_market.AdvanceTo(time));
        _exchange.RefuseLate(time);
    }

    /// <summary>Gives the trader the answers to its orders that are known by now.</summary>
    public void Deliver(DateTime now)
    {
        while (_exchange.Next(now) is { } answer)
            Process(answer, now);
    }

    /// <summary>Gives the trader an event, and sends what it decides.</summary>
    /// <param name="happened">What a session would have made of the recording.</param>
    /// <param name="now">The exchange's clock as it is known here, UTC.</param>
    /// <exception cref="OperationCanceledException">It was stopped while a strategy looked at a candle.</exception>
    public void Process(EngineEvent happened, DateTime now)
    {
        using var watch = StrategyGuard.Until(Stop);
        if (!_isWarm)
            WarmUp(happened);
        var forming = Engine.Forming;
        Trader.Process(happened);
        foreach (var command in Trader.Commands)
            _exchange.CarryOut(command, now);
        if (Engine.ClosedCandles != _closed)
            Follow(forming, SecondsOf(happened.Time));
        if (Trader.Breakers.Version != _breakers)
            FollowBreakers();
        AfterEvent?.Invoke(happened, now);
    }

    /// <summary>The run is over.</summary>
    public void Complete() => _figures.Complete();

    private static long SecondsOf(DateTime time) => (long)(time - DateTime.UnixEpoch).TotalSeconds;

    /// <summary>Before the first candle to trade on can close, it is known how many came before it.</summary>
    private void WarmUp(EngineEvent happened)
    {
        var seconds = SecondsOf(happened.Time);
        if (happened is EngineEvent.TradePrinted)
            _firstOpen ??= _setup.Timeframe.OpenOf(seconds);
        if (_firstOpen is not { } first || seconds < _setup.TradeFrom)
            return;
        _isWarm = true;
        var open = Math.Max(first, _setup.Timeframe.OpenOf(_setup.TradeFrom + _seconds - 1));
        WarmUpCandles = (open - first) / _seconds;
        if (MissingWarmUp > 0)
            Engine.TradeFrom = EngineSetup.TradeFromAfter(open, MissingWarmUp, _setup.Timeframe);
    }

    /// <summary>
    /// The engine counts the candles that an event has closed: the first was forming, the others had no trade.
    /// </summary>
    private void Follow(in Candle? forming, long seconds)
    {
        var count = Engine.ClosedCandles - _closed;
        _closed = Engine.ClosedCandles;
        var end = _setup.Timeframe.OpenOf(seconds);
        for (var left = count; left > 0; left--)
        {
            var flat = Candle.Flat(end - left * _seconds, Engine.LastClose);
            var candle = left == count && forming is { } traded ? traded : flat;
            if (candle.OpenSeconds < _setup.TradeFrom)
                continue;
            _account.ChargeForShorts(candle.OpenSeconds + _seconds);
            _figures.Add(in candle);
            AfterCandle?.Invoke();
        }
    }

    private void FollowBreakers()
    {
        _breakers = Trader.Breakers.Version;
        foreach (var tripped in Trader.Breakers.Tripped)
        {
            if (_known.Add(tripped))
                _trips.Add(tripped);
        }
    }
}
