using System.Runtime.CompilerServices;
using TradingBot.Core.Backtesting.Fills;
using TradingBot.Core.Backtesting.Statistics;
using TradingBot.Core.Charts;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Risk.Breakers;
using TradingBot.Core.Strategies;

namespace TradingBot.Core.Backtesting;

/// <summary>
/// Runs the engine over closed candles with a simulated exchange: what is decided on one candle's close is filled at
/// the open of the next one in which something traded. A plain loop without a task, a queue or an allocation per
/// candle.
/// </summary>
public sealed class BacktestRun
{
    private const int Stretch = 1024;
    private readonly TradingEngine _engine;
    private readonly SimulatedExchange _exchange;
    private readonly IntrabarWalk? _walk;
    private readonly BacktestBreakers? _breakers;
    private readonly Timeframe _timeframe;
    private readonly int _candleSeconds;
    private readonly long _tradeFrom;
    private EquityCurve? _equity;
    private DrawdownWatch? _drawdown;

    /// <param name="setup">How it trades.</param>
    /// <param name="fills">What its fills cost.</param>
    /// <param name="breakers">When new trades are stopped; null: never.</param>
    public BacktestRun(EngineSetup setup, FillModel fills, BreakerLimits? breakers = null)
    {
        _engine = new TradingEngine(setup);
        _exchange = new SimulatedExchange(
            setup.Instrument,
            fills,
            setup.Cash,
            patience: setup.Placing.Patience,
            shortTerms: setup.ShortTerms);
        _timeframe = setup.Timeframe;
        _candleSeconds = setup.Timeframe.Seconds;
        _tradeFrom = setup.TradeFrom;
        if (_engine.WatchesEveryPrice)
            _walk = new IntrabarWalk(_engine, _exchange, _candleSeconds);
        if (breakers is { AreOff: false })
            _breakers = new BacktestBreakers(breakers, _engine, setup);
    }

    /// <summary>Called after each candle traded on; for a ledger that is printed as it grows.</summary>
    public Action? AfterCandle { get; set; }

    public TradingEngine Engine => _engine;

    public SimulatedExchange Exchange => _exchange;

    /// <summary>
    /// Candles the strategy must have seen before it trades, as it does live: what is missing of them before the first
    /// candle to trade on, it sees from there on. 0: it trades from the first one.
    /// </summary>
    public long NeededWarmUp { get; init; }

    /// <summary>Candles that were missing of <see cref="NeededWarmUp"/>.</summary>
    public long MissingWarmUp => _equity is null ? 0 : Math.Max(0, NeededWarmUp - WarmUpCandles);

    /// <summary>When the first order may be filled, unix seconds; after a run with candles.</summary>
    public long TradesFrom => First.OpenSeconds + MissingWarmUp * _candleSeconds;

    /// <summary>Candles before those traded on, which only warmed the strategy up.</summary>
    public long WarmUpCandles { get; private set; }

    /// <summary>Candles traded on.</summary>
    public long Candles { get; private set; }

    /// <summary>Candles at whose end a trade was open.</summary>
    public long CandlesInMarket { get; private set; }

    /// <summary>
    /// Candles in which the unknown order of high and low decides how a trade ends; the worse was taken.
    /// </summary>
    public long AmbiguousCandles => _walk?.Ambiguous ?? 0;

    /// <summary>True where a breaker could trip.</summary>
    public bool HasBreakers => _breakers is not null;

    /// <summary>Every time a breaker tripped, in their order.</summary>
    public IReadOnlyList<TrippedBreaker> Trips => _breakers?.Trips ?? [];

    /// <summary>The first candle traded on.</summary>
    public Candle First { get; private set; }

    /// <summary>The last candle traded on.</summary>
    public Candle Last { get; private set; }

    /// <summary>Equity at each midnight; null when there was no candle to trade on.</summary>
    public EquityCurve? Equity => _equity;

    /// <summary>The deepest fall of the equity, from candle close to candle close; after a run with candles.</summary>
    public Statistics.Drawdown Drawdown => _drawdown!.Deepest(Last.OpenSeconds + _candleSeconds);

    /// <summary>Runs to the end of the candles, or until stopped; may be called once.</summary>
    /// <param name="source">Warm-up candles and those to trade on, in order.</param>
    /// <param name="stop">Looked at every 1,024 candles.</param>
    /// <returns>False when it was stopped.</returns>
    public bool Run(ICandleSource source, CancellationToken stop = default)
    {
        using var watch = StrategyGuard.Until(stop);
        try
        {
            TradeAll(source, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // A strategy did not come to an end with a candle.
        }

        _equity?.End(Last.OpenSeconds + _candleSeconds, EquityNow());
        return !stop.IsCancellationRequested;
    }

    private void TradeAll(ICandleSource source, CancellationToken stop)
    {
        for (var batch = source.Next(); !batch.IsEmpty; batch = source.Next())
        {
            var candles = batch.Span;
            if (_equity is null)
                candles = candles[WarmUp(candles)..];
            while (!candles.IsEmpty && !stop.IsCancellationRequested)
            {
                var length = Math.Min(Stretch, candles.Length);
                Trade(candles[..length]);
                candles = candles[length..];
            }

            if (stop.IsCancellationRequested)
                break;
        }
    }

    private void Trade(ReadOnlySpan<Candle> candles)
    {
        var before = Candles;
        try
        {
            Step(candles);
            Last = candles[^1];
        }
        catch (OperationCanceledException) when (Candles > before)
        {
            Last = candles[(int)(Candles - before) - 1];
            throw;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Step(ReadOnlySpan<Candle> candles)
    {
        if (_breakers is not null)
        {
            Step(candles, _breakers);
            return;
        }

        foreach (ref readonly var candle in candles)
        {
            Step(in candle);
            AfterCandle?.Invoke();
        }
    }

    /// <summary>Shows the engine the candles before the first one to trade on.</summary>
    /// <returns>How many they are.</returns>
    private int WarmUp(ReadOnlySpan<Candle> candles)
    {
        var count = 0;
        while (count < candles.Length && candles[count].OpenSeconds < _tradeFrom)
            _engine.Process(in candles[count++]);
        WarmUpCandles += count;
        if (count < candles.Length)
        {
            First = candles[count];
            _equity = new EquityCurve(First.OpenSeconds, _engine.Ledger.StartCash);
            _drawdown = new DrawdownWatch(First.OpenSeconds, _engine.Ledger);
            if (MissingWarmUp > 0)
                _engine.TradeFrom = EngineSetup.TradeFromAfter(First.OpenSeconds, MissingWarmUp, _timeframe);
        }

        return count;
    }

    private void Step(in Candle candle)
    {
        Open(in candle);
        Walk(in candle);
        Close(in candle);
    }

    /// <summary>Apart from the way without breakers, which is to stay small enough to be compiled as one.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Step(ReadOnlySpan<Candle> candles, BacktestBreakers breakers)
    {
        foreach (ref readonly var candle in candles)
        {
            Open(in candle);
            breakers.Opened(in candle);
            WithdrawIfHalted(candle.Open, candle.OpenSeconds);
            Walk(in candle);
            breakers.Closing(in candle);
            Close(in candle);
            breakers.Closed(in candle);
            WithdrawIfHalted(candle.Close, candle.OpenSeconds + _candleSeconds);
            AfterCandle?.Invoke();
        }
    }

    /// <summary>
    /// As live, a breaker that has tripped takes back the entries that rest; what the price has passed is filled.
    /// </summary>
    private void WithdrawIfHalted(double price, long seconds)
    {
        if (!_engine.IsHalted || _exchange.Resting == 0)
            return;
        Tell(_exchange.Cross(price, price, seconds));
        Tell(_exchange.WithdrawEntries());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Open(in Candle candle)
    {
        if (candle.OpenSeconds >= _equity!.NextMidnight)
            _equity.RecordUntil(candle.OpenSeconds, EquityNow());
        if (_exchange.Waiting > 0)
            Answer(in candle);
        // Midnights within a candle longer than a day: its close is not known yet.
        if (_candleSeconds > EquityCurve.Day)
            _equity.RecordUntil(candle.OpenSeconds + _candleSeconds - 1, EquityNow());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Walk(in Candle candle)
    {
        if (_walk is not null)
            _walk.Through(in candle);
        else if (_exchange.Resting > 0)
            Tell(_exchange.Cross(candle.Low, candle.High, candle.OpenSeconds + _candleSeconds / 2));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Close(in Candle candle)
    {
        foreach (ref readonly var order in _engine.Process(in candle))
            _exchange.Submit(in order);
        if (_exchange.Lends)
            _exchange.ChargeForShorts(candle.OpenSeconds + _candleSeconds);
        if (_exchange.Resting > 0 && _engine.WithdrawsEntries)
            Tell(_exchange.WithdrawEntries());
        _drawdown!.Add(candle.OpenSeconds + _candleSeconds, _engine.Ledger, candle.Close);
        Candles++;
        if (_engine.Ledger.HasOpen)
            CandlesInMarket++;
    }

    /// <summary>What was decided on the candles before meets this one's open, where anybody traded at it.</summary>
    private void Answer(in Candle candle)
    {
        if (_exchange.Resting > 0)
            Tell(_exchange.Expire(candle.OpenSeconds));
        if (candle.IsTraded && Tell(_exchange.Execute(candle.Open, candle.OpenSeconds)))
            Tell(_exchange.Execute(candle.Open, candle.OpenSeconds)); // a turn's entry follows its exit
    }

    /// <summary>Hands answers to the engine; what follows from them is sent.</summary>
    /// <returns>True when an entry was among that.</returns>
    private bool Tell(ReadOnlySpan<OrderOutcome> outcomes)
    {
        var enters = false;
        foreach (ref readonly var outcome in outcomes)
        {
            foreach (ref readonly var order in _engine.Process(in outcome))
            {
                _exchange.Submit(in order);
                enters |= order.Purpose == OrderPurpose.Open;
            }
        }

        return enters;
    }

    private decimal EquityNow()
    {
        var ledger = _engine.Ledger;
        return ledger.Held == 0 ? ledger.Equity(0) : ledger.Equity((decimal)_engine.LastClose);
    }
}
