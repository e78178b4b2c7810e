using TradingBot.Core.Accounts;
using TradingBot.Core.Charts;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Risk;
using TradingBot.Core.Risk.Exits;
using TradingBot.Core.Strategies;

namespace TradingBot.Core.Engine;

/// <summary>
/// Decides: ordered events in, orders out. Live, paper and backtest call the same methods. Not thread-safe.
/// </summary>
public sealed partial class TradingEngine
{
    private readonly Instrument _instrument;
    private readonly int _seconds;
    private readonly Chart _chart;
    private readonly IStrategy _strategy;
    private readonly ExitRules _exits;
    private readonly Outbox _outbox;
    private readonly ExitWatch _watch;
    private readonly Settlement _settlement;
    private readonly Reversal? _reversal;
    private readonly CandleBuilder _builder;
    private long _lastOpenSeconds;
    private double _price = double.NaN;

    public TradingEngine(EngineSetup setup)
    {
        (_instrument, _seconds, TradeFrom) = (setup.Instrument, setup.Timeframe.Seconds, setup.TradeFrom);
        _chart = new Chart(setup.Timeframe) { IsWatched = setup.IsWatched };
        _strategy = setup.Strategy.Create(_chart, setup.Settings);
        _exits = ExitParameters.Read(setup.Settings, setup.Timeframe);
        _builder = new CandleBuilder(setup.Timeframe);
        Ledger = new Ledger(setup.Cash, setup.ShortTerms);
        _outbox = new Outbox(setup, Ledger);
        setup.Share?.BelongsTo(Ledger, _outbox);
        _watch = new ExitWatch(setup, _exits, Ledger, _outbox);
        _settlement = new Settlement(_instrument, _exits, Ledger, _outbox, _watch);
        _reversal = setup.ShortTerms is null ? null : new Reversal(Ledger, _outbox);
    }

    public Ledger Ledger { get; }

    /// <summary>True when exit rules look at every price, not at closed candles only.</summary>
    public bool WatchesEveryPrice => _exits.Intrabar;

    /// <summary>Close of the last candle, quote currency; NaN before the first.</summary>
    public double LastClose { get; private set; } = double.NaN;

    /// <summary>Candles closed so far.</summary>
    public long ClosedCandles => _chart.Count;

    public IReadOnlyList<Figure> Figures => _strategy.Figures;

    /// <summary>The candle as it stands, not closed yet; null while nothing has traded in it.</summary>
    public Candle? Forming => _builder.Forming;

    /// <summary>Trades that came after their candle was closed and were left out.</summary>
    public long LateTrades => _builder.LateTrades;

    /// <summary>Orders sent and not yet answered, in their order.</summary>
    public IReadOnlyList<OrderRequest> Pending => _outbox.Pending;

    /// <summary>The highest order number used so far.</summary>
    public long LastOrder => _outbox.LastOrder;

    /// <summary>Orders the exchange refused.</summary>
    public long Rejections { get; private set; }

    /// <summary>The exchange's words at the last rejection, or null.</summary>
    public string? LastRejection { get; private set; }

    /// <summary>True while no trade may be opened; those that are open end by their rules.</summary>
    public bool IsHalted { get => _outbox.IsHalted; set => _outbox.IsHalted = value; }

    /// <summary>True while what is closed is closed at the market, whatever the style of orders.</summary>
    public bool ExitsAtMarket { get => _outbox.ExitsAtMarket; set => _outbox.ExitsAtMarket = value; }

    /// <summary>Candles that open before this only warm the strategy up; unix seconds.</summary>
    internal long TradeFrom { get; set; }

    internal decimal FreeCash => _outbox.FreeCash;

    /// <summary>True while an entry waits for what is to be closed first.</summary>
    internal bool IsReversing => _reversal is { IsWaiting: true };

    /// <summary>True when the last event took back the reason of entries that still rest.</summary>
    public bool WithdrawsEntries { get; private set; }

    /// <summary>How often the risk gate refused for this reason.</summary>
    public long Refused(Refusal reason) => _outbox.Refused(reason);

    /// <summary>Goes on from an earlier session; called before the first event.</summary>
    public void Restore(EngineState state)
    {
        _outbox.ContinueAfter(state.LastOrder);
        Ledger.Restore(state.StartCash, state.Cash, state.Residue, state.PaidInOthers);
        foreach (var stored in state.Trades)
        {
            var trade = Ledger.Reopen(stored.OpenOrder, stored.Entry, stored.Loan, stored.Reason, _exits);
            trade.Observe(stored.Highest);
            trade.RefusedExitReason = stored.StillToLeave;
            if (_settlement.IsTooSmallToSell(trade, trade.Entry.Price))
                Ledger.MarkDust(trade);
        }
    }

    /// <summary>An order of an earlier session that is not over: its answer is still to come.</summary>
    internal OrderRequest Readmit(long number, in OrderIntent intent, decimal reserved)
    {
        var request = _outbox.Readmit(number, in intent, reserved);
        if (request.Purpose == OrderPurpose.Close)
            Ledger.TradeOf(request.Intent.Trade).IsClosing = true;
        return request;
    }

    /// <summary>What a later session must know to go on from here.</summary>
    public EngineState State() => new(
        Ledger.StartCash,
        Ledger.Cash,
        _outbox.LastOrder,
        [.. Ledger.Open.Select(TradeState.Of)],
        Ledger.Residue,
        Ledger.PaidInOthers);

    /// <summary>A closed candle: the door of a backtest, and of history.</summary>
    /// <returns>The orders to send, in their order; valid until the next call, as with every door.</returns>
    public ReadOnlySpan<OrderRequest> Process(scoped in Candle closed)
    {
        Begin();
        Close(in closed);
        return _outbox.Orders;
    }

    /// <summary>
    /// Asks the strategy about candles ahead of the account: it does not know it, so it says the same before as after
    /// the orders of the candles in between.
    /// </summary>
    internal void Ask(ReadOnlySpan<Candle> candles, SignalStretch signals)
    {
        signals.Clear();
        foreach (ref readonly var candle in candles)
        {
            var signal = Ask(in candle);
            if (signal.Kind != SignalKind.None)
                signals.Add(signals.Asked, in signal);
            signals.Asked++;
        }
    }

    /// <summary>The rest of <see cref="Process(in Candle)"/>, for a candle that the strategy was asked about.</summary>
    internal ReadOnlySpan<OrderRequest> Process(scoped in Candle closed, scoped in Signal signal)
    {
        Begin();
        Decide(in closed, in signal);
        return _outbox.Orders;
    }

    /// <summary>
    /// How many candles at the front bring no order, as long as the strategy says nothing and no order is on its way.
    /// </summary>
    internal int Quiet(ReadOnlySpan<Candle> candles) => Ledger.HasOpen ? _watch.Quiet(candles) : candles.Length;

    /// <summary>The market has come to the close of a candle in which nothing is decided.</summary>
    internal void Pass(in Candle candle)
    {
        LastClose = _price = candle.Close;
        _lastOpenSeconds = candle.OpenSeconds;
    }

    /// <summary>A print of the tape: it closes the candles whose end has passed, then joins the current one.</summary>
    public ReadOnlySpan<OrderRequest> Process(scoped in Trade trade)
    {
        Begin();
        CloseUntil(trade.Time);
        _builder.Add(in trade);
        _price = trade.Price;
        if (_exits.Intrabar)
            _watch.AtPrice(trade.Price);
        return _outbox.Orders;
    }

    /// <summary>The exchange's clock: closes the candles whose end has passed.</summary>
    public ReadOnlySpan<OrderRequest> Process(DateTime exchangeTime)
    {
        Begin();
        CloseUntil(exchangeTime);
        return _outbox.Orders;
    }

    /// <summary>The market's price within a candle; of interest to exit rules that watch every price.</summary>
    public ReadOnlySpan<OrderRequest> Process(scoped in Tick tick)
    {
        Begin();
        _price = tick.Price;
        _watch.AtPrice(tick.Price);
        return _outbox.Orders;
    }

    /// <summary>The order book, for the strategy's next decision; nothing is decided by it alone.</summary>
    public void Process(BookSample book) => _chart.Book = book;

    /// <summary>The exchange's answer to an order.</summary>
    /// <exception cref="InvariantViolatedException">No such order is waiting for an answer.</exception>
    public ReadOnlySpan<OrderRequest> Process(scoped in OrderOutcome outcome)
    {
        Begin();
        var request = _outbox.Take(outcome.Number);
        if (outcome.Rejection is { } reason)
            (Rejections, LastRejection) = (Rejections + 1, reason);
        if (request.Purpose == OrderPurpose.Open)
            _settlement.Entered(in request, in outcome, _price, mayRepeat: !IsReversing);
        else
            _settlement.Left(in request, in outcome, _price);
        if (IsReversing)
            _reversal!.Advance(_instrument.ExactPrice(_price));
        return _outbox.Orders;
    }

    /// <summary>Closes whatever is open, at the market.</summary>
    public ReadOnlySpan<OrderRequest> LeaveAll(string reason)
    {
        Begin();
        _reversal?.Forget();
        foreach (var trade in Ledger.OpenTrades)
        {
            if (!trade.NeedsNoExit)
                _watch.Leave(trade, Settlement.PriceFor(trade, _price), reason, prices: 0);
        }

        return _outbox.Orders;
    }

    private void Begin()
    {
        _outbox.Begin();
        WithdrawsEntries = false;
    }

    private void CloseUntil(DateTime exchangeTime)
    {
        if (!_builder.HasStarted && _chart.Count > 0)
            _builder.ContinueAfter(_lastOpenSeconds, LastClose);
        while (_builder.TryClose(exchangeTime, out var closed))
            Close(in closed);
    }

    private void Close(in Candle candle)
    {
        var signal = Ask(in candle);
        Decide(in candle, in signal);
    }

    private Signal Ask(in Candle candle)
    {
        _chart.Add(in candle);
        return _strategy.OnCandleClosed(in candle);
    }

    private void Decide(in Candle candle, in Signal signal)
    {
        Pass(in candle);
        if (candle.OpenSeconds < TradeFrom)
            return;
        if (_reversal is not null)
            Ledger.PayForShorts(candle.OpenSeconds + _seconds);
        // As in the original: entries first, then exits over the trades that were open before.
        var leaves = signal.Kind != SignalKind.None && FollowSignal(in signal, candle.Close);
        if (Ledger.HasOpen)
            _watch.AtClose(in candle, leaves ? signal.Reason : null);
    }

    /// <returns>True when it says to leave.</returns>
    private bool FollowSignal(in Signal signal, double close)
    {
        if (signal.Kind == SignalKind.Leave || (signal.Kind == SignalKind.EnterShort && _reversal is null))
        {
            _reversal?.Forget();
            WithdrawsEntries = true;
            return true;
        }

        var side = signal.Kind == SignalKind.Enter ? Side.Buy : Side.Sell;
        if (_reversal is null)
            _outbox.SendEntry(side, _instrument.ExactPrice(close), signal.Reason);
        else
            _reversal.To(side, _instrument.ExactPrice(close), signal.Reason);
        WithdrawsEntries = _reversal is { WithdrawsEntries: true };
        return false;
    }
}
