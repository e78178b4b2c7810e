using System.Runtime.CompilerServices;
using TradingBot.Core.Backtesting.Fills;
using TradingBot.Core.Backtesting.Statistics;
using TradingBot.Core.Charts;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Risk.Breakers;
using TradingBot.Core.Strategies;

namespace TradingBot.Core.Backtesting;

/// <summary>
/// Runs the engine over closed candles with a simulated exchange: what is decided on one candle's close is filled at
/// the open of the next one in which something traded. A plain loop without a task, a queue or an allocation per
/// candle.
/// </summary>
public sealed partial class BacktestRun : IBacktest
{
    private const int Stretch = 512; // 24 KB: what is read again is still in the processor's nearest cache
    private readonly TradingEngine _engine;
    private readonly SimulatedExchange _exchange;
    private readonly OrderRoute _route;
    private readonly IntrabarWalk? _walk;
    private readonly BacktestBreakers? _breakers;
    private readonly Timeframe _timeframe;
    private readonly int _candleSeconds;
    private readonly long _tradeFrom;
    private readonly SignalStretch _signals = new();
    private EquityCurve? _equity;
    private DrawdownWatch? _drawdown;

    /// <param name="setup">How it trades.</param>
    /// <param name="fills">What its fills cost.</param>
    /// <param name="breakers">When new trades are stopped; null: never.</param>
    /// <param name="shared">What its cash is a part of at the exchange; null: it stands alone.</param>
    public BacktestRun(
        EngineSetup setup, FillModel fills, BreakerLimits? breakers = null, SharedBalance? shared = null)
    {
        _engine = new TradingEngine(setup);
        _exchange = new SimulatedExchange(
            setup.Instrument,
            fills,
            setup.Cash,
            patience: setup.Placing.Patience,
            shortTerms: setup.ShortTerms,
            shared: shared);
        _route = new OrderRoute(_engine, _exchange);
        _timeframe = setup.Timeframe;
        _candleSeconds = setup.Timeframe.Seconds;
        _tradeFrom = setup.TradeFrom;
        if (_engine.WatchesEveryPrice)
            _walk = new IntrabarWalk(_engine, _exchange, _route, _candleSeconds);
        if (breakers is { AreOff: false })
            _breakers = new BacktestBreakers(breakers, _engine, setup);
    }

    /// <summary>Called after each candle traded on; for a ledger that is printed as it grows.</summary>
    public Action? AfterCandle { get; set; }

    public TradingEngine Engine => _engine;

    public SimulatedExchange Exchange => _exchange;

    public decimal FeesSaved => _exchange.FeesSaved;

    public long NeededWarmUp { get; init; }

    public long MissingWarmUp => _equity is null ? 0 : Math.Max(0, NeededWarmUp - WarmUpCandles);

    public long TradesFrom => First.OpenSeconds + MissingWarmUp * _candleSeconds;

    public long WarmUpCandles { get; private set; }

    public long Candles { get; private set; }

    public long CandlesInMarket { get; private set; }

    public long AmbiguousCandles => _walk?.Ambiguous ?? 0;

    public bool HasBreakers => _breakers is not null;

    public IReadOnlyList<TrippedBreaker> Trips => _breakers?.Trips ?? [];

    public Candle First { get; private set; }

    public Candle Last { get; private set; }

    public EquityCurve? Equity => _equity;

    public Statistics.Drawdown Drawdown => _drawdown!.Deepest(Last.OpenSeconds + _candleSeconds);

    /// <summary>Runs to the end of the candles, or until stopped; may be called once.</summary>
    /// <param name="source">Warm-up candles and those to trade on, in order.</param>
    /// <param name="stop">Looked at every 512 candles.</param>
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

        End();
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
        try
        {
            _engine.Ask(candles, _signals);
        }
        finally
        {
            // Where a strategy fails, the candles before are traded on as if it had not been asked ahead.
            candles = candles[.._signals.Asked];
            if (!candles.IsEmpty)
            {
                Last = candles[^1];
                Step(candles);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Step(ReadOnlySpan<Candle> candles)
    {
        for (var i = 0; i < candles.Length; i++)
        {
            i += PassQuiet(candles[i.._signals.Next]);
            if (i == candles.Length)
                return;
            Step(in candles[i], _signals.At(i));
            AfterCandle?.Invoke();
        }
    }

    /// <summary>
    /// Passes the candles in which nothing can happen: to them the strategy says nothing, no order is on its way, no
    /// exit rule is met, and no midnight ends.
    /// </summary>
    /// <returns>How many they are.</returns>
    private int PassQuiet(ReadOnlySpan<Candle> candles)
    {
        if (candles.IsEmpty || !CanPass)
            return 0;
        var count = _engine.Quiet(BeforeMidnight(candles));
        if (count == 0)
            return 0;
        _drawdown!.Add(candles[..count], _candleSeconds, _engine.Ledger);
        _engine.Pass(in candles[count - 1]);
        Candles += count;
        if (_engine.Ledger.HasOpen)
            CandlesInMarket += count;
        return count;
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

    /// <summary>False where every candle counts, or an order is on its way.</summary>
    private bool CanPass =>
        _exchange.Waiting == 0 && !_exchange.Lends && _breakers is null && AfterCandle is null;

    private ReadOnlySpan<Candle> BeforeMidnight(ReadOnlySpan<Candle> candles)
    {
        var length = candles.Length;
        while (length > 0 && candles[length - 1].OpenSeconds >= _equity!.NextMidnight)
            length--;
        return candles[..length];
    }

    private void Step(in Candle candle, in Signal signal)
    {
        Begin(in candle);
        Finish(in candle, in signal);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Begin(in Candle candle)
    {
        Open(in candle);
        _breakers?.Opened(in candle);
        WithdrawIfHalted(candle.Open, candle.OpenSeconds);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Finish(in Candle candle, in Signal signal)
    {
        Walk(in candle);
        _breakers?.Closing(in candle);
        Close(in candle, in signal);
        _breakers?.Closed(in candle);
        WithdrawIfHalted(candle.Close, candle.OpenSeconds + _candleSeconds);
    }

    /// <summary>
    /// As live, a breaker that has tripped takes back the entries that rest; what the price has passed is filled.
    /// </summary>
    private void WithdrawIfHalted(double price, long seconds)
    {
        if (!_engine.IsHalted || _exchange.Resting == 0)
            return;
        _route.Tell(_exchange.Cross(price, price, seconds));
        _route.Tell(_exchange.WithdrawEntries());
    }

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

    private void Walk(in Candle candle)
    {
        if (_walk is not null)
            _walk.Through(in candle);
        else if (_exchange.Resting > 0)
            _route.Tell(_exchange.Cross(candle.Low, candle.High, candle.OpenSeconds + _candleSeconds / 2));
    }

    private void Close(in Candle candle, in Signal signal)
    {
        _route.Send(_engine.Process(in candle, in signal));
        if (_exchange.Lends)
            _exchange.ChargeForShorts(candle.OpenSeconds + _candleSeconds);
        if (_exchange.Resting > 0 && _engine.WithdrawsEntries)
            _route.Tell(_exchange.WithdrawEntries());
        _drawdown!.Add(candle.OpenSeconds + _candleSeconds, _engine.Ledger, candle.Close);
        Candles++;
        if (_engine.Ledger.HasOpen)
            CandlesInMarket++;
    }

    /// <summary>What was decided on the candles before meets this one's open, where anybody traded at it.</summary>
    private void Answer(in Candle candle)
    {
        if (_exchange.Resting > 0)
            _route.Tell(_exchange.Expire(candle.OpenSeconds));
        if (candle.IsTraded && _route.Execute(candle.Open, candle.OpenSeconds))
            _route.Execute(candle.Open, candle.OpenSeconds); // a turn's entry follows its exit
    }

    private decimal EquityNow()
    {
        var ledger = _engine.Ledger;
        return ledger.Held == 0 ? ledger.Equity(0) : ledger.Equity((decimal)_engine.LastClose);
    }
}
